// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/device_meter.h"

#include "core/run/event.h"

#include <dlfcn.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <ctime>
#include <fstream>
#include <thread>

namespace basin {

namespace {

double secondsNow() {
    return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

double processSeconds() { return static_cast<double>(std::clock()) / CLOCKS_PER_SEC; }

double residentBytes() {
    std::ifstream file("/proc/self/statm");
    double all = 0.0, resident = 0.0;
    return file >> all >> resident ? resident * static_cast<double>(::sysconf(_SC_PAGESIZE)) : kUnknown;
}

template <class Function>
bool findSymbol(void* library, const char* name, Function& function) {
    function = reinterpret_cast<Function>(::dlsym(library, name));
    return function != nullptr;
}

}  // namespace

std::string gpuAddress(int index) {
    // The driver's own interface; the library stays loaded, as CUDA needs it too.
    void* const library = ::dlopen("libcuda.so.1", RTLD_NOW | RTLD_LOCAL);
    int (*start)(unsigned int) = nullptr;
    int (*deviceOf)(int*, int) = nullptr;
    int (*addressOf)(char*, int, int) = nullptr;
    if (!library || !findSymbol(library, "cuInit", start) || !findSymbol(library, "cuDeviceGet", deviceOf) ||
        !findSymbol(library, "cuDeviceGetPCIBusId", addressOf))
        return {};
    char address[32] = {};
    int device = 0;
    if (start(0) != 0 || deviceOf(&device, index) != 0 || addressOf(address, sizeof address, device) != 0) return {};
    return address;
}

/// NVIDIA's management library, which comes with the driver. Its interface is stable; 0 means success.
struct DeviceMeter::Gpu {
    struct Memory {
        unsigned long long total, free, used;
    };
    struct Utilization {
        unsigned int gpu, memory;  ///< per cent
    };
    using Device = struct nvmlDevice*;

    static std::unique_ptr<Gpu> open(int index) {
        auto gpu = std::make_unique<Gpu>();
        gpu->library = ::dlopen("libnvidia-ml.so.1", RTLD_NOW | RTLD_LOCAL);
        if (!gpu->library) return nullptr;
        const auto find = [&](auto& function, const char* name) { return findSymbol(gpu->library, name, function); };
        int (*start)() = nullptr;
        int (*byAddress)(const char*, Device*) = nullptr;
        const bool complete = find(start, "nvmlInit_v2") && find(byAddress, "nvmlDeviceGetHandleByPciBusId_v2") &&
                              find(gpu->memoryInfo, "nvmlDeviceGetMemoryInfo") &&
                              find(gpu->utilization, "nvmlDeviceGetUtilizationRates");
        if (!complete || start() != 0 || byAddress(gpuAddress(index).c_str(), &gpu->device) != 0) return nullptr;
        return gpu;
    }
    ~Gpu() {
        if (library) ::dlclose(library);
    }

    void* library = nullptr;
    Device device = nullptr;
    int (*memoryInfo)(Device, Memory*) = nullptr;
    int (*utilization)(Device, Utilization*) = nullptr;
};

DeviceMeter::DeviceMeter(int gpu)
    : m_gpu(gpu < 0 ? nullptr : Gpu::open(gpu)),
      m_isCpu(gpu < 0),
      m_lastCpuS(processSeconds()),
      m_lastTimeS(secondsNow()) {}
DeviceMeter::DeviceMeter(DeviceMeter&&) noexcept = default;
DeviceMeter::~DeviceMeter() = default;

DeviceUse DeviceMeter::look() {
    DeviceUse use{kUnknown, kUnknown};
    if (m_isCpu) {
        const double cpuS = processSeconds(), timeS = secondsNow();
        const double cores = std::max(1U, std::thread::hardware_concurrency());
        if (timeS > m_lastTimeS) use.load = std::min(1.0, (cpuS - m_lastCpuS) / ((timeS - m_lastTimeS) * cores));
        m_lastCpuS = cpuS;
        m_lastTimeS = timeS;
        use.memoryBytes = residentBytes();
    } else if (m_gpu) {
        Gpu::Memory memory{};
        Gpu::Utilization utilization{};
        if (m_gpu->memoryInfo(m_gpu->device, &memory) == 0) use.memoryBytes = static_cast<double>(memory.used);
        if (m_gpu->utilization(m_gpu->device, &utilization) == 0) use.load = utilization.gpu / 100.0;
    }
    return use;
}

}  // namespace basin
