// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <string>

namespace basin {

/// How much of a device is in use. Unknown (NaN) where the system does not tell.
struct DeviceUse {
    double memoryBytes;  ///< CPU: this process's resident memory; GPU: all that is taken on it
    double load;  ///< 0 … 1; CPU: this process's share of all cores since the last look; GPU: as its driver says
};

/// The address on the bus ("0000:3B:00.0") of the GPU with CUDA's number `index` in this process: the same card for every
/// process, whatever it hides from itself (CUDA_VISIBLE_DEVICES). Empty where the driver does not tell.
std::string gpuAddress(int index);

/// Looks at a device again and again; a look costs some 10 µs.
class DeviceMeter {
public:
    /// `gpu` is CUDA's number of it in this process, or −1 for the CPU. The driver's libraries are loaded only for a GPU.
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
