// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/download/fetch.h"

#include "core/run/atomic_file.h"

#include <curl/curl.h>
#include <openssl/evp.h>
#include <unistd.h>

#include <fcntl.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <memory>
#include <mutex>
#include <vector>

namespace basin {

namespace fs = std::filesystem;

namespace {

constexpr long kConnectS = 30;
constexpr long kSilenceS = 60;  ///< without a byte, after which a transfer is given up
constexpr long kRangeNotSatisfiable = 416;

/// One transfer, and where its bytes go.
struct Transfer {
    Descriptor file;
    std::uint64_t before = 0;  ///< bytes that were there already
    const KeepGoing& keepGoing;
    int fault = 0;  ///< errno of a write that failed
    bool isStopped = false;
};

std::size_t take(char* bytes, std::size_t size, std::size_t count, void* context) {
    auto& transfer = *static_cast<Transfer*>(context);
    std::size_t written = 0;
    while (written < size * count) {
        const ssize_t now = ::write(transfer.file.get(), bytes + written, size * count - written);
        if (now < 0 && errno == EINTR) continue;
        if (now <= 0) {
            transfer.fault = now < 0 ? errno : ENOSPC;
            return 0;
        }
        written += static_cast<std::size_t>(now);
    }
    return written;
}

int watch(void* context, curl_off_t total, curl_off_t now, curl_off_t, curl_off_t) {
    auto& transfer = *static_cast<Transfer*>(context);
    const auto whole = [&](curl_off_t part) { return transfer.before + static_cast<std::uint64_t>(part); };
    transfer.isStopped = !transfer.keepGoing(whole(now), total > 0 ? whole(total) : 0);
    return transfer.isStopped ? 1 : 0;
}

bool isNetworkFault(CURLcode code) {
    constexpr std::array kCodes{
        CURLE_COULDNT_RESOLVE_PROXY, CURLE_COULDNT_RESOLVE_HOST, CURLE_COULDNT_CONNECT, CURLE_OPERATION_TIMEDOUT,
        CURLE_SSL_CONNECT_ERROR,     CURLE_GOT_NOTHING,          CURLE_SEND_ERROR,      CURLE_RECV_ERROR,
        CURLE_PARTIAL_FILE};
    return std::find(kCodes.begin(), kCodes.end(), code) != kCodes.end();
}

/// What the library said, as the rest of a sentence.
Error transferError(const std::string& address, CURLcode code, std::string detail) {
    if (detail.empty()) detail = curl_easy_strerror(code);
    while (detail.ends_with('.') || detail.ends_with('\n')) detail.pop_back();
    const std::string what = isNetworkFault(code) ? "There is no network, or it broke off" : "The transfer failed";
    return Error{what + ": " + address + " could not be fetched (" + detail + ").", address};
}

struct Outcome {
    CURLcode code = CURLE_OK;
    long status = 0;  ///< of HTTP
    std::string detail;
};

Outcome perform(const std::string& address, Transfer& transfer) {
    static std::once_flag once;
    std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
    const std::unique_ptr<CURL, decltype(&curl_easy_cleanup)> handle(curl_easy_init(), curl_easy_cleanup);
    if (!handle) return {CURLE_FAILED_INIT};
    CURL* curl = handle.get();
    std::array<char, CURL_ERROR_SIZE> detail{};
    curl_easy_setopt(curl, CURLOPT_URL, address.c_str());
    curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https,http,file");
    curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https,http");
    curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
    curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
    curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
    curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, kConnectS);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, 1L);
    curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, kSilenceS);
    curl_easy_setopt(curl, CURLOPT_USERAGENT, "Basin/" BASIN_VERSION);
    curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, detail.data());
    curl_easy_setopt(curl, CURLOPT_RESUME_FROM_LARGE, static_cast<curl_off_t>(transfer.before));
    curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, &take);
    curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
    curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
    curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, &watch);
    curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &transfer);
    Outcome outcome;
    outcome.code = curl_easy_perform(curl);
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &outcome.status);
    outcome.detail = detail.data();
    return outcome;
}

}  // namespace

Error stoppedError() { return {"Stopped; what came so far is kept.", kStopped}; }

std::optional<Error> fetchRest(const std::string& address, const fs::path& part, const KeepGoing& keepGoing) {
    for (const bool again : {false, true}) {
        Transfer transfer{.file = Descriptor(::open(part.c_str(), O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666)),
                          .keepGoing = keepGoing};
        if (!transfer.file || (again && ::ftruncate(transfer.file.get(), 0) != 0))
            return fileError(part, "could not be written", errno);
        const off_t size = ::lseek(transfer.file.get(), 0, SEEK_END);
        transfer.before = size > 0 ? static_cast<std::uint64_t>(size) : 0;
        const Outcome outcome = perform(address, transfer);
        if (outcome.code == CURLE_OK) return std::nullopt;
        if (transfer.fault != 0) return fileError(part, "could not be written", transfer.fault);
        if (transfer.isStopped) return stoppedError();
        // Nothing is missing behind the last byte; whether it is the right file, its check sum says.
        if (transfer.before > 0 && outcome.status == kRangeNotSatisfiable) return std::nullopt;
        const bool cannotGoOn = outcome.code == CURLE_RANGE_ERROR || outcome.code == CURLE_BAD_DOWNLOAD_RESUME;
        if (again || transfer.before == 0 || !cannotGoOn) return transferError(address, outcome.code, outcome.detail);
    }
    return std::nullopt;
}

Result<std::string> md5Of(const fs::path& path, const KeepGoing& keepGoing) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    std::error_code code;
    const std::uintmax_t size = fs::file_size(path, code);
    if (!file || code) return fileError(path, "could not be read", code ? code.value() : errno);
    const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(EVP_MD_CTX_new(), EVP_MD_CTX_free);
    if (!context || EVP_DigestInit_ex(context.get(), EVP_md5(), nullptr) != 1)
        return Error{"This system's OpenSSL has no MD5, with which the archive is checked.", {}};
    std::vector<char> piece(std::size_t{1} << 20);
    std::uint64_t done = 0;
    for (;;) {
        const ssize_t got = ::read(file.get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fileError(path, "could not be read", errno);
        if (got == 0) break;
        EVP_DigestUpdate(context.get(), piece.data(), static_cast<std::size_t>(got));
        done += static_cast<std::uint64_t>(got);
        if (!keepGoing(done, size)) return stoppedError();
    }
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &length);
    constexpr std::string_view kDigits = "0123456789abcdef";
    std::string text;
    for (unsigned i = 0; i < length; ++i) {
        text += kDigits[digest[i] / 16];
        text += kDigits[digest[i] % 16];
    }
    return text;
}

}  // namespace basin
