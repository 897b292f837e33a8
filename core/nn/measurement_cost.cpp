// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/nn/measurement_cost.h"

#include <ATen/ATen.h>

#include <sys/resource.h>

#include <algorithm>
#include <chrono>

namespace basin {

double secondsOf(const std::function<void()>& work) {
    const auto begin = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
}

double secondsOfStatistics(Network& network, const ImageSource& train) {
    const std::size_t images = std::min<std::size_t>(train.count(), 256);
    return secondsOf([&] {
               recomputeStatistics(network, train, images);
               network.buffers().front().sum().item<double>();
           }) /
           static_cast<double>(images);
}

double peakBytes() {
    rusage usage{};
    getrusage(RUSAGE_SELF, &usage);
    return 1024.0 * static_cast<double>(usage.ru_maxrss);
}

}  // namespace basin
