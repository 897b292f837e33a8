// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/lab/controls/example_samples.h"

#include <cmath>

namespace basin {

const std::vector<Sample>& exampleSamples(SampleLoss loss) {
    // About y = 0.8 x, with two samples that are far off.
    static const std::vector<Sample> kLine{{0.2, 0.31}, {0.4, 0.12}, {0.6, 0.66},  {0.8, 0.47}, {1.0, 0.93},
                                           {1.2, 0.81}, {1.4, 1.29}, {1.6, 1.08},  {1.8, 1.52}, {2.0, 1.41},
                                           {2.2, 1.95}, {2.4, 1.72}, {2.6, 2.21},  {2.8, -0.9}, {3.0, 2.52},
                                           {3.2, 2.38}, {3.4, 2.87}, {3.6, -1.35}, {3.8, 3.17}, {4.0, 3.06}};
    // About y = sin(2.3 x), at places that are not quite equally far apart.
    static const std::vector<Sample> kWave{{0.14, 0.41},  {0.42, 0.72},  {0.71, 1.08},  {0.93, 0.76},  {1.24, 0.36},
                                           {1.49, -0.35}, {1.78, -0.74}, {2.07, -1.06}, {2.31, -0.77}, {2.63, -0.31},
                                           {2.86, 0.35},  {3.17, 0.78},  {3.42, 1.07},  {3.74, 0.65},  {3.97, 0.34},
                                           {4.26, -0.43}, {4.51, -0.75}, {4.83, -1.05}, {5.08, -0.71}, {5.41, 0.03}};
    return loss == SampleLoss::Wave ? kWave : kLine;
}

Interval readableDomain(const std::vector<Sample>& samples, SampleLoss loss) {
    const Interval suggested = suggestedDomain(samples, loss);
    const double stride = std::pow(10.0, std::floor(std::log10(suggested.width())) - 1.0);
    const auto whole = [&](double count) { return stride < 1.0 ? count / std::round(1.0 / stride) : count * stride; };
    return {whole(std::floor(suggested.lower / stride + 1e-9)), whole(std::ceil(suggested.upper / stride - 1e-9))};
}

}  // namespace basin
