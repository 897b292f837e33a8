// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/download/fetch.h"

namespace basin {

/// Unpacks the files FOLDER/NAME of an archive (tar, also compressed) into `into`, which must be there, as NAME. Anything
/// else in it but directories (a path that leads elsewhere, a link, a device) is refused before it is written.
std::optional<Error> unpackFolder(const std::filesystem::path& path, const std::string& folder,
                                  const std::filesystem::path& into, const KeepGoing& keepGoing);

}  // namespace basin
