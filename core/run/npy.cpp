// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/npy.h"

#include "core/number_text.h"

#include <bit>

namespace basin {

namespace {

// NPY 1.0: magic, version, length of the header in two bytes (little-endian), and the header: a Python dict, filled up with
// spaces and ended by a newline so that the values begin at a multiple of 64.
constexpr std::string_view kMagic("\x93NUMPY\x01\x00", 8);
constexpr std::size_t kBefore = kMagic.size() + 2;
constexpr std::size_t kAlignment = 64;
constexpr std::int64_t kMostValues = 1 << 25;

std::string headerOf(const std::string& type, std::span<const std::size_t> shape) {
    std::string header = "{'descr': '" + type + "', 'fortran_order': False, 'shape': (";
    for (std::size_t i = 0; i < shape.size(); ++i)
        header += (i > 0 ? " " : "") + std::to_string(shape[i]) + (i + 1 < shape.size() || i == 0 ? "," : "");
    header += "), }";
    const std::size_t size = (kBefore + header.size() + 1 + kAlignment - 1) / kAlignment * kAlignment - kBefore;
    header.resize(size - 1, ' ');
    std::string bytes(kMagic);
    bytes += static_cast<char>(size % 256);
    bytes += static_cast<char>(size / 256);
    return bytes + header + "\n";
}

/// What stands behind 'key': in the header, up to one of `ends`; without spaces.
std::string entryOf(std::string_view header, std::string_view key, std::string_view ends) {
    const std::string name = "'" + std::string(key) + "':";
    const std::size_t at = header.find(name);
    if (at == std::string_view::npos) return {};
    std::string_view rest = header.substr(at + name.size());
    std::string text(rest.substr(0, rest.find_first_of(ends)));
    std::erase(text, ' ');
    return text;
}

}  // namespace

std::string npyOf(const std::vector<std::uint8_t>& values) {
    const std::size_t shape[] = {values.size()};
    std::string bytes = headerOf("|u1", shape);
    bytes.append(values.begin(), values.end());
    return bytes;
}

std::string npyOf(std::span<const double> values, std::span<const std::size_t> shape) {
    std::string bytes = headerOf(std::endian::native == std::endian::little ? "<f8" : ">f8", shape);
    bytes.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
    return bytes;
}

Result<std::vector<std::uint8_t>> readNpy(std::string_view bytes) {
    const Error error{"It is no NumPy file (NPY 1.0) with one row of bytes.", {}};
    if (bytes.size() < kBefore || !bytes.starts_with(kMagic)) return error;
    const std::size_t size = static_cast<unsigned char>(bytes[kBefore - 2]) +
                             std::size_t{256} * static_cast<unsigned char>(bytes[kBefore - 1]);
    if (bytes.size() < kBefore + size) return error;
    const std::string_view header = bytes.substr(kBefore, size), values = bytes.substr(kBefore + size);
    const std::string type = entryOf(header, "descr", ",}");
    const std::string shape = entryOf(header, "shape", ")}");
    if ((type != "'|u1'" && type != "'|b1'") || !shape.starts_with('(') || !shape.ends_with(',')) return error;
    const auto count = parseWhole(std::string_view(shape).substr(1, shape.size() - 2), 0, kMostValues);
    if (!count || static_cast<std::size_t>(*count) != values.size()) return error;
    return std::vector<std::uint8_t>(values.begin(), values.end());
}

}  // namespace basin
