// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <hwy/aligned_allocator.h>

#include <algorithm>
#include <cstddef>

namespace basin {

/// Numbers aligned for the widest vectors, a fixed count of them; a value that can be copied.
class AlignedArray {
public:
    AlignedArray() = default;
    AlignedArray(std::size_t count, double value) : m_count(count), m_numbers(hwy::AllocateAligned<double>(count)) {
        fill(value);
    }
    AlignedArray(const AlignedArray& other) : m_count(other.m_count) {
        if (!other) return;
        m_numbers = hwy::AllocateAligned<double>(m_count);
        std::copy_n(other.data(), m_count, data());
    }
    AlignedArray& operator=(const AlignedArray& other) { return *this = AlignedArray(other); }
    AlignedArray(AlignedArray&&) noexcept = default;
    AlignedArray& operator=(AlignedArray&&) noexcept = default;
    ~AlignedArray() = default;

    explicit operator bool() const { return m_numbers != nullptr; }
    double* data() { return m_numbers.get(); }
    const double* data() const { return m_numbers.get(); }
    void fill(double value) { std::fill_n(data(), m_count, value); }

private:
    std::size_t m_count = 0;
    hwy::AlignedFreeUniquePtr<double[]> m_numbers;
};

}  // namespace basin
