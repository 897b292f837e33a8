// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sgd/segments.h"

#include <algorithm>
#include <cmath>

namespace basin {

namespace {

constexpr double kFractionParts = 16.0;
constexpr std::int64_t kWindowParts = 32;

}  // namespace

Segments::Segments(const Average& average) : m_average(average) {
    if (average.kind == Average::Kind::Exponential) m_first = kOpen;
    // The tail from step t₀ holds w_t₀ itself; w_0 is no iterate of SGD yet.
    if (average.kind == Average::Kind::TailFrom) m_first = std::max<std::int64_t>(0, average.start - 1);
    if (m_first == 0) cut(0);
}

std::int64_t Segments::lengthFrom(std::int64_t begin) const {
    switch (m_average.kind) {
        case Average::Kind::LastFraction: {
            const double phi = m_average.fraction;
            const double length = phi * static_cast<double>(begin) / (kFractionParts * (1.0 - phi));
            return length < 1e18 ? std::max<std::int64_t>(1, static_cast<std::int64_t>(length)) : kOpen;
        }
        case Average::Kind::Window: return std::max<std::int64_t>(1, m_average.length / kWindowParts);
        default: return kOpen;
    }
}

double Segments::reachesBackTo(std::int64_t t) const {
    switch (m_average.kind) {
        case Average::Kind::LastFraction: return (1.0 - m_average.fraction) * static_cast<double>(t);
        case Average::Kind::Window: return static_cast<double>(t - m_average.length);
        default: return 0.0;
    }
}

std::int64_t Segments::nextCut(std::int64_t t) const {
    if (t < m_first) return m_first;
    return m_segments.empty() ? kOpen : m_segments.back().end;
}

void Segments::cut(std::int64_t t) {
    m_segments.erase(m_segments.begin(), m_segments.end() - static_cast<std::ptrdiff_t>(live(t)));
    const std::int64_t length = lengthFrom(t);
    m_segments.push_back({.begin = t, .end = length < kOpen - t ? t + length : kOpen, .slot = freeSlot()});
}

Segments::Segment* Segments::open() { return m_segments.empty() ? nullptr : &m_segments.back(); }

std::size_t Segments::live(std::int64_t t) const {
    const double from = reachesBackTo(t);
    const auto first = std::find_if(m_segments.begin(), m_segments.end(), [from](const Segment& segment) {
        return segment.end == kOpen || static_cast<double>(segment.end) > from;
    });
    return static_cast<std::size_t>(m_segments.end() - first);
}

std::int64_t Segments::count(std::int64_t t) const {
    const std::size_t living = live(t);
    return living == 0 ? 0 : std::max<std::int64_t>(0, t - m_segments[m_segments.size() - living].begin);
}

std::size_t Segments::slots() const {
    std::size_t slots = 0;
    for (const Segment& segment : m_segments) slots = std::max(slots, segment.slot + 1);
    return slots;
}

std::size_t Segments::freeSlot() const {
    for (std::size_t slot = 0;; ++slot)
        if (std::none_of(m_segments.begin(), m_segments.end(), [slot](const Segment& s) { return s.slot == slot; }))
            return slot;
}

}  // namespace basin
