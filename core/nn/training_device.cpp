// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/training_device.h"

#include <ATen/Context.h>
#include <ATen/Parallel.h>
#include <ATen/autocast_mode.h>
#include <torch/cuda.h>
#include <torch/version.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <charconv>
#include <limits>
#include <new>
#include <thread>
#include <utility>

namespace basin {

namespace {

void setCasting(const torch::Device& device, bool on) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    at::autocast::set_autocast_enabled(device.type(), on);
    at::autocast::set_autocast_dtype(device.type(), torch::kBFloat16);
#else
    if (device.is_cpu()) {
        at::autocast::set_cpu_enabled(on);
        at::autocast::set_autocast_cpu_dtype(torch::kBFloat16);
    } else {
        at::autocast::set_enabled(on);
        at::autocast::set_autocast_gpu_dtype(torch::kBFloat16);
    }
#endif
}

bool isCasting(const torch::Device& device) {
#if TORCH_VERSION_MAJOR > 2 || (TORCH_VERSION_MAJOR == 2 && TORCH_VERSION_MINOR >= 4)
    return at::autocast::is_autocast_enabled(device.type());
#else
    return device.is_cpu() ? at::autocast::is_cpu_enabled() : at::autocast::is_enabled();
#endif
}

Result<torch::Device> deviceNamed(const std::string& name) {
    if (name == "cpu") return torch::Device(torch::kCPU);
    const auto count = static_cast<int>(torch::cuda::is_available() ? torch::cuda::device_count() : 0);
    if (name == "auto") return count > 0 ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
    int index = 0;
    if (const std::size_t colon = name.find(':'); colon != std::string::npos)
        std::from_chars(name.data() + colon + 1, name.data() + name.size(), index);
    if (index < count) return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(index));
    return Error{count == 0 ? "There is no GPU that this LibTorch can use (device \"" + name +
                                  "\"); \"cpu\" and \"auto\" train without one."
                            : "There is no device \"" + name + "\": this machine has GPUs 0 to " +
                                  std::to_string(count - 1) + ".",
                 "device"};
}

}  // namespace

Result<Placement> placementOf(const RunConfig& config) {
    const Result<torch::Device> device = deviceNamed(config.device);
    if (!device) return device.error();
    if (device->is_cpu() && config.precision == Precision::Tf32)
        return Error{"The precision tf32 needs a GPU, and there is none here; fp32 and bf16 work on a CPU.",
                     "precision"};
    return Placement{*device, config.channelsLast ? Layout::Pixels : Layout::Planes};
}

void prepareDevice(const RunConfig& config) {
    at::globalContext().setBenchmarkCuDNN(true);  // batches have one shape
    at::globalContext().setAllowTF32CuDNN(
        false);  // as it is with matrices: outside a PrecisionScope nothing is rounded
#ifdef __GLIBC__
    mallopt(M_MMAP_MAX, 0);
    mallopt(M_TRIM_THRESHOLD, std::numeric_limits<int>::max());
    mallopt(M_TOP_PAD, 64 << 20);
#endif
    const int cores = static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
    at::set_num_threads(config.threads > 0 ? config.threads : cores);
}

EndEvent endBy(const std::exception& fault) {
    std::string message = fault.what();
    message = message.substr(0, message.find('\n'));
    // Known by its words, which are the same in all versions.
    const bool outOfMemory = dynamic_cast<const std::bad_alloc*>(&fault) ||
                             message.find("out of memory") != std::string::npos ||
                             message.find("can't allocate memory") != std::string::npos;
    if (!outOfMemory) return {EndReason::Failed, message};
    return {EndReason::OutOfMemory,
            "The memory of the device is full; a smaller batch or network, or bf16, needs less. (" + message + ")"};
}

std::string queueOf(const torch::Device& device) {
    if (device.is_cpu()) return "cpu";
    std::string address = gpuAddress(device.index());
    std::ranges::replace(address, ':', '-');
    return "cuda-" + (address.empty() ? std::to_string(static_cast<int>(device.index())) : address);
}

DeviceMeter meterOf(const torch::Device& device) { return DeviceMeter(device.is_cpu() ? -1 : device.index()); }

PrecisionScope::PrecisionScope(Precision precision, const torch::Device& device)
    : m_device(device),
      m_castBefore(isCasting(device)),
      m_roundedMatricesBefore(at::globalContext().allowTF32CuBLAS()),
      m_roundedConvolutionsBefore(at::globalContext().allowTF32CuDNN()) {
    at::globalContext().setAllowTF32CuBLAS(precision == Precision::Tf32);
    at::globalContext().setAllowTF32CuDNN(precision == Precision::Tf32);
    at::autocast::increment_nesting();
    setCasting(m_device, precision == Precision::Bf16);
}

void PrecisionScope::endCasting() {
    if (!std::exchange(m_isCasting, false)) return;
    // The cast copies of the weights live until here: within one scope each weight is cast once.
    if (at::autocast::decrement_nesting() == 0) at::autocast::clear_cache();
    setCasting(m_device, m_castBefore);
}

PrecisionScope::~PrecisionScope() {
    endCasting();
    at::globalContext().setAllowTF32CuBLAS(m_roundedMatricesBefore);
    at::globalContext().setAllowTF32CuDNN(m_roundedConvolutionsBefore);
}

}  // namespace basin
