// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>

namespace basin {

/// How far a download is. The stages follow on each other; each has its own bytes.
struct DownloadProgress {
    enum class Stage { Download, Check, Unpack };
    Stage stage = Stage::Download;
    std::uint64_t bytes = 0;
    std::uint64_t total = 0;  ///< 0: not known yet
};

struct DownloadOptions {
    std::string address;                                      ///< of the archive; empty: the official one
    std::string md5;                                          ///< of the archive; empty: the official one's
    std::function<void(const DownloadProgress&)> onProgress;  ///< on the calling thread, often
    std::function<bool()> stopRequested;
};

/// Sees to it that the official files of a data set lie in `into`, in their official folder, which it returns: fetches the
/// official archive, checks it, unpacks it beside its place and renames. An archive that lies in `into` already is taken if
/// it is the right one, and half of one goes on (ARCHIVE.part). Complete files stay as they are; others are not written
/// over. Errors say what to do; a stop has kStopped as `where`.
Result<std::filesystem::path> downloadDataset(Dataset dataset, const std::filesystem::path& into,
                                              const DownloadOptions& options);

}  // namespace basin
