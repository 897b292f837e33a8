// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/checkpoint_file.h"

#include <fcntl.h>
#include <unistd.h>
#include <boost/crc.hpp>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdio>
#include <system_error>

namespace basin {

namespace fs = std::filesystem;

namespace {

fs::path sidecarOf(const fs::path& path) { return path.string() + ".crc32"; }

/// "1d8c27ff 94371840\n"
std::string textOf(const Checksum& sum) {
    char text[48];
    std::snprintf(text, sizeof text, "%08x %llu\n", sum.crc, static_cast<unsigned long long>(sum.bytes));
    return text;
}

bool isCheckpoint(const fs::path& path) { return stepOfCheckpoint(path) >= 0; }

}  // namespace

Result<Checksum> checksumOf(const fs::path& path) {
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file) return fileError(path, "could not be read", errno);
    boost::crc_32_type crc;
    Checksum sum;
    std::vector<char> piece(std::size_t(1) << 20);
    for (;;) {
        const ssize_t got = ::read(file.get(), piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return fileError(path, "could not be read", errno);
        if (got == 0) break;
        crc.process_bytes(piece.data(), static_cast<std::size_t>(got));
        sum.bytes += static_cast<std::uint64_t>(got);
    }
    sum.crc = static_cast<std::uint32_t>(crc.checksum());
    return sum;
}

std::optional<Error> commitWithChecksum(AtomicFile file, const fs::path& path) {
    const Result<Checksum> sum = checksumOf(file.temporary());
    if (!sum) return sum.error();
    // The old sum would condemn the new file.
    ::unlink(sidecarOf(path).c_str());
    if (auto error = file.commit()) return error;
    return writeAtomically(sidecarOf(path), textOf(*sum));
}

std::optional<Error> verifyChecksum(const fs::path& path) {
    const Result<std::string> noted = readFile(sidecarOf(path));
    if (!noted) return Error{path.string() + " has no checksum: it was not finished.", path.string()};
    const Result<Checksum> sum = checksumOf(path);
    if (!sum) return sum.error();
    if (*noted == textOf(*sum)) return std::nullopt;
    return Error{path.string() + " is damaged: its bytes do not match its checksum.", path.string()};
}

fs::path checkpointPath(const fs::path& folder, std::int64_t step) {
    char name[40];
    std::snprintf(name, sizeof name, "step-%012lld.pt", static_cast<long long>(step));
    return folder / name;
}

std::int64_t stepOfCheckpoint(const fs::path& path) {
    constexpr std::string_view kPrefix = "step-", kEnding = ".pt";
    const std::string name = path.filename().string();
    if (!name.starts_with(kPrefix) || !name.ends_with(kEnding)) return -1;
    std::int64_t step = -1;
    const char* const last = name.data() + name.size() - kEnding.size();
    const auto [stop, code] = std::from_chars(name.data() + kPrefix.size(), last, step);
    return code == std::errc() && stop == last ? step : -1;
}

std::vector<fs::path> checkpointsIn(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code fault;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
        std::error_code ignored;
        if (isCheckpoint(entry->path()) && fs::exists(sidecarOf(entry->path()), ignored))
            found.push_back(entry->path());
    }
    std::sort(found.rbegin(), found.rend());
    return found;
}

void pruneCheckpoints(const fs::path& folder, std::size_t keep, std::int64_t keepEvery, std::int64_t newest) {
    std::vector<fs::path> kept = checkpointsIn(folder);
    std::erase_if(kept, [newest](const fs::path& path) { return stepOfCheckpoint(path) > newest; });
    const auto goes = [keepEvery](const fs::path& path) {
        return keepEvery == 0 || stepOfCheckpoint(path) % keepEvery != 0;
    };
    if (kept.size() > keep)
        kept.erase(std::remove_if(kept.begin() + static_cast<std::ptrdiff_t>(keep), kept.end(), goes), kept.end());
    std::vector<fs::path> doomed;
    std::error_code fault;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
        fs::path file = entry->path();
        const std::string name = file.filename().string();
        const bool leftover = name.starts_with(".step-") && name.ends_with(".tmp");
        if (file.extension() == ".crc32") file.replace_extension();
        const bool isKept = std::find(kept.begin(), kept.end(), file) != kept.end();
        if (leftover || (isCheckpoint(file) && !isKept)) doomed.push_back(entry->path());
    }
    // A checksum goes before its file, so that no half of a pair looks whole.
    std::sort(doomed.rbegin(), doomed.rend());
    for (const fs::path& file : doomed) ::unlink(file.c_str());
}

}  // namespace basin
