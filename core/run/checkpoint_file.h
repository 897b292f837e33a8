// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/run/atomic_file.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace basin {

/// Size and CRC-32 (IEEE 802.3, as zlib's) of a file.
struct Checksum {
    std::uint64_t bytes = 0;
    std::uint32_t crc = 0;
    bool operator==(const Checksum&) const = default;
};
Result<Checksum> checksumOf(const std::filesystem::path& path);

/// Puts a written file in its place, and then its checksum beside it in FILE.crc32: only both together are a checkpoint.
std::optional<Error> commitWithChecksum(AtomicFile file, const std::filesystem::path& path);
/// Says what is wrong with the file, or nothing.
std::optional<Error> verifyChecksum(const std::filesystem::path& path);

/// Checkpoints are called "step-000000012345.pt"; their names sort by their steps.
std::filesystem::path checkpointPath(const std::filesystem::path& folder, std::int64_t step);
/// The files in a folder that have a checksum, the newest first; not verified.
std::vector<std::filesystem::path> checkpointsIn(const std::filesystem::path& folder);
/// The step in a checkpoint's name, or −1.
std::int64_t stepOfCheckpoint(const std::filesystem::path& path);
/// Takes away all but the newest `keep` up to step `newest` and those at multiples of `keepEvery` steps (0: no others), and
/// what writers left that were killed. What lies beyond `newest` is damaged: the run went on from before it.
void pruneCheckpoints(const std::filesystem::path& folder, std::size_t keep, std::int64_t keepEvery,
                      std::int64_t newest);

}  // namespace basin
