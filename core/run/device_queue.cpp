// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/device_queue.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstdlib>
#include <system_error>
#include <utility>
#include <vector>

namespace basin {

namespace fs = std::filesystem;

namespace {

fs::path ticketPath(const fs::path& folder, std::uint64_t number) {
    return folder / ("ticket-" + std::to_string(number));
}

/// The numbers of all tickets, of the dead too.
std::vector<std::uint64_t> ticketsIn(const fs::path& folder) {
    constexpr std::string_view kPrefix = "ticket-";
    std::vector<std::uint64_t> numbers;
    std::error_code fault;
    for (fs::directory_iterator entry(folder, fault), end; !fault && entry != end; entry.increment(fault)) {
        const std::string name = entry->path().filename().string();
        if (!name.starts_with(kPrefix)) continue;
        std::uint64_t number = 0;
        const char* const last = name.data() + name.size();
        const auto [stop, code] = std::from_chars(name.data() + kPrefix.size(), last, number);
        if (code == std::errc() && stop == last) numbers.push_back(number);
    }
    return numbers;
}

bool isAlive(const fs::path& folder, std::uint64_t number) {
    const Descriptor ticket(::open(ticketPath(folder, number).c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW));
    return ticket && askLock(ticket) == LockState::Held;
}

}  // namespace

DevicePlace::DevicePlace(fs::path folder, std::uint64_t number, Descriptor ticket)
    : m_folder(std::move(folder)), m_number(number), m_ticket(std::move(ticket)) {}

Result<DevicePlace> DevicePlace::join(const fs::path& folder, const std::string& device) {
    const fs::path queue = folder / device;
    std::error_code fault;
    fs::create_directories(queue, fault);
    if (fault) return fileError(queue, "could not be made", fault.value());
    const Result<Descriptor> turn = openLockFile(queue / "queue.lock");
    if (!turn) return turn.error();
    if (!waitForLock(*turn)) return fileError(queue, "lies where there are no locks", errno);
    // Whoever has the turn sees every older ticket locked, or its worker dead.
    std::uint64_t number = 1;
    for (const std::uint64_t other : ticketsIn(queue)) {
        if (isAlive(queue, other))
            number = std::max(number, other + 1);
        else
            ::unlink(ticketPath(queue, other).c_str());
    }
    Result<Descriptor> ticket = openLockFile(ticketPath(queue, number));
    if (!ticket) return ticket.error();
    if (takeLock(*ticket) != LockState::Free) return fileError(ticketPath(queue, number), "could not be locked", errno);
    return DevicePlace(queue, number, *std::move(ticket));
}

DevicePlace::~DevicePlace() {
    if (m_ticket) ::unlink(ticketPath(m_folder, m_number).c_str());
}

int DevicePlace::ahead() const {
    const std::vector<std::uint64_t> tickets = ticketsIn(m_folder);
    return static_cast<int>(std::count_if(tickets.begin(), tickets.end(), [this](std::uint64_t other) {
        return other < m_number && isAlive(m_folder, other);
    }));
}

Result<fs::path> deviceQueues() {
    std::error_code fault;
    if (const char* runtime = std::getenv("XDG_RUNTIME_DIR"); runtime && fs::is_directory(runtime, fault))
        return fs::path(runtime) / "basin" / "devices";
    // Others may write in /tmp: the folder must be this user's own.
    const fs::path own = "/tmp/basin-" + std::to_string(::getuid());
    struct stat status {};
    if (::mkdir(own.c_str(), 0700) != 0 && errno != EEXIST) return fileError(own, "could not be made", errno);
    if (::lstat(own.c_str(), &status) != 0) return fileError(own, "could not be read", errno);
    if (!S_ISDIR(status.st_mode) || status.st_uid != ::getuid())
        return Error{own.string() + " is not a folder of this user; take it away or set XDG_RUNTIME_DIR.",
                     own.string()};
    return own / "devices";
}

}  // namespace basin
