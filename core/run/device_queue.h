// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/file_lock.h"

#include <cstdint>
#include <filesystem>
#include <string>

namespace basin {

/// One worker's place in the queue for a device of this machine. Each worker holds the lock of a numbered ticket for its
/// life; the lowest ticket with a living worker has the device. The kernel removes the dead, so that nobody waits for them.
class DevicePlace {
public:
    /// At the end of the queue for `device` ("cpu", "cuda-0"), whose files are in `folder`.
    static Result<DevicePlace> join(const std::filesystem::path& folder, const std::string& device);
    DevicePlace(DevicePlace&& other) noexcept = default;
    DevicePlace& operator=(DevicePlace&&) = delete;
    ~DevicePlace();  ///< leaves the queue

    /// Workers before this one; 0: the device is this worker's until it leaves. To be asked about once a second.
    int ahead() const;

private:
    DevicePlace(std::filesystem::path folder, std::uint64_t number, Descriptor ticket);

    std::filesystem::path m_folder;
    std::uint64_t m_number;
    Descriptor m_ticket;
};

/// Where the queues of this user are: in XDG_RUNTIME_DIR, else in a folder of the user's own in /tmp.
Result<std::filesystem::path> deviceQueues();

}  // namespace basin
