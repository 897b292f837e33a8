// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>

namespace basin {

/// How much of a device is in use. Unknown (NaN) where the system does not tell.
struct DeviceUse {
    double memoryBytes;  ///< CPU: this process's resident memory; GPU: all that is taken on it
    double load;  ///< 0 … 1; CPU: this process's share of all cores since the last look; GPU: as its driver says
};

/// Looks at a device again and again; a look costs some 10 µs.
class DeviceMeter {
public:
    /// `gpu` is the number that the driver gives it, or −1 for the CPU. The driver's library is loaded only for a GPU.
    explicit DeviceMeter(int gpu);
    DeviceMeter(DeviceMeter&&) noexcept;
    ~DeviceMeter();

    DeviceUse look();

private:
    struct Gpu;
    std::unique_ptr<Gpu> m_gpu;  ///< null: CPU, or a GPU whose driver says nothing
    bool m_isCpu;
    double m_lastCpuS = 0.0, m_lastTimeS = 0.0;
};

}  // namespace basin
