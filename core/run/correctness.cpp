// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/correctness.h"

#include "core/run/atomic_file.h"
#include "core/run/npy.h"

#include <algorithm>

namespace basin {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t kLargestFile = 1 << 26;

}  // namespace

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
