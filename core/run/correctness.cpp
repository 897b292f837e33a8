// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/correctness.h"

#include "core/number_text.h"
#include "core/run/atomic_file.h"

#include <algorithm>

namespace basin {

namespace fs = std::filesystem;

namespace {

// NPY 1.0: magic, version, length of the header in two bytes (little-endian), and the header: a Python dict, filled up with
// spaces and ended by a newline so that the values begin at a multiple of 64.
constexpr std::string_view kMagic("\x93NUMPY\x01\x00", 8);
constexpr std::size_t kBefore = kMagic.size() + 2;
constexpr std::size_t kAlignment = 64;
constexpr std::uintmax_t kLargestFile = 1 << 26;
constexpr std::int64_t kMostValues = 1 << 25;

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
    std::string header =
        "{'descr': '|u1', 'fortran_order': False, 'shape': (" + std::to_string(values.size()) + ",), }";
    const std::size_t size = (kBefore + header.size() + 1 + kAlignment - 1) / kAlignment * kAlignment - kBefore;
    header.resize(size - 1, ' ');
    std::string bytes(kMagic);
    bytes += static_cast<char>(size % 256);
    bytes += static_cast<char>(size / 256);
    bytes += header + "\n";
    bytes.append(values.begin(), values.end());
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

fs::path correctnessPath(const fs::path& run, const std::string& of, Split split) {
    std::string name = nameOf(split) + "-" + of + ".npy";
    std::replace(name.begin(), name.end(), ':', '-');
    return run / "correct" / name;
}

std::optional<Error> writeCorrectness(const fs::path& run, const std::string& of, Split split,
                                      const Correctness& correct) {
    const fs::path path = correctnessPath(run, of, split);
    std::error_code fault;
    fs::create_directories(path.parent_path(), fault);
    if (fault) return fileError(path.parent_path(), "could not be made", fault.value());
    return writeAtomically(path, npyOf(correct));
}

Result<std::optional<Correctness>> readCorrectness(const fs::path& run, const std::string& of, Split split) {
    const fs::path path = correctnessPath(run, of, split);
    std::error_code fault;
    if (!fs::exists(path, fault)) return std::optional<Correctness>();
    const Result<std::string> bytes = readFile(path, kLargestFile);
    if (!bytes) return bytes.error();
    Result<Correctness> read = readNpy(*bytes);
    if (!read) return Error{path.string() + ": " + read.error().message, path.string()};
    if (std::any_of(read->begin(), read->end(), [](std::uint8_t one) { return one > 1; }))
        return Error{path.string() + ": An image is right (1) or wrong (0), and nothing else.", path.string()};
    return std::optional<Correctness>(*std::move(read));
}

}  // namespace basin
