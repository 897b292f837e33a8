// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace basin {

/// How far a long piece of work is; `total` is 0 as long as it is not known. False: it should stop.
using KeepGoing = std::function<bool(std::uint64_t bytes, std::uint64_t total)>;

/// What a stopped piece of work says; `where` of such an error is kStopped.
constexpr const char* kStopped = "stopped";
Error stoppedError();

/// Appends to `part` what is missing of the file at an address (https, http or file), so that a broken transfer goes on
/// where it ended. A server that can not do that begins again.
std::optional<Error> fetchRest(const std::string& address, const std::filesystem::path& part,
                               const KeepGoing& keepGoing);

/// The MD5 of a file (RFC 1321) in hexadecimal.
Result<std::string> md5Of(const std::filesystem::path& path, const KeepGoing& keepGoing);

}  // namespace basin
