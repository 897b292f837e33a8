// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/download/dataset_download.h"

#include "core/download/fetch.h"
#include "core/download/unpack.h"
#include "core/run/file_lock.h"

namespace basin {

namespace fs = std::filesystem;

namespace {

using Stage = DownloadProgress::Stage;

constexpr DatasetCounts kOfficial{.train = 50000, .test = 10000};  // of both

/// One download on its way.
class Download {
public:
    Download(Dataset dataset, fs::path into, const DownloadOptions& options)
        : m_dataset(dataset), m_entry(datasetEntry(dataset)), m_into(std::move(into)), m_options(options) {
        m_address = options.address.empty() ? m_entry.archive : options.address;
        m_md5 = options.md5.empty() ? m_entry.md5 : options.md5;
        m_archive = m_into / fs::path(m_entry.archive).filename();
        m_part = m_archive.string() + ".part";
        m_target = m_into / m_entry.folder;
    }

    Result<fs::path> run() {
        std::error_code code;
        if (isComplete(m_into)) return fs::exists(m_target / m_entry.testFile, code) ? m_target : m_into;
        if (fs::exists(m_target, code) && !fs::is_empty(m_target, code))
            return Error{m_target.string() + " is there already, but it does not hold all images of " + m_entry.title +
                             ". Move it away, or choose another folder.",
                         m_target.string()};
        fs::create_directories(m_into, code);
        if (code) return fileError(m_into, "could not be made", code.value());
        const Result<Descriptor> lock = openLockFile(m_part);
        if (!lock) return lock.error();
        if (takeLock(*lock) == LockState::Held)
            return Error{"Another program is downloading into " + m_into.string() + ".", m_into.string()};
        const std::optional<Error> error = fetchAndUnpack();
        // An empty beginning is worth nothing.
        if (!error || fs::file_size(m_part, code) == 0) fs::remove(m_part, code);
        if (error) return *error;
        return m_target;
    }

private:
    KeepGoing during(Stage stage) const {
        return [this, stage](std::uint64_t bytes, std::uint64_t total) {
            if (m_options.onProgress) m_options.onProgress({stage, bytes, total});
            return !m_options.stopRequested || !m_options.stopRequested();
        };
    }

    bool isComplete(const fs::path& folder) const {
        const Result<DatasetCounts> counts = checkDataset(m_dataset, folder);
        return counts && *counts == kOfficial;
    }

    /// Null if the file's check sum is right; an error with another `where` than kStopped if it is not.
    std::optional<Error> check(const fs::path& file) const {
        const Result<std::string> md5 = md5Of(file, during(Stage::Check));
        if (!md5) return md5.error();
        if (*md5 == m_md5) return std::nullopt;
        return Error{"What came from " + m_address + " is not the archive of " + m_entry.title + " (MD5 " + *md5 +
                         ", expected " + m_md5 + "). It was thrown away; try again later.",
                     m_address};
    }

    std::optional<Error> fetchAndUnpack() const {
        std::error_code code;
        const bool isThere = fs::is_regular_file(m_archive, code);
        if (isThere) {
            std::optional<Error> wrong = check(m_archive);
            if (!wrong || wrong->where == kStopped) return wrong ? wrong : unpack(m_archive);
        }
        for (;;) {
            const bool goesOn = fs::file_size(m_part, code) > 0;
            if (auto error = fetchRest(m_address, m_part, during(Stage::Download))) {
                if (error->where != m_address) return error;
                if (fs::file_size(m_part, code) > 0) error->message += " What came so far is kept.";
                error->message += isThere ? " The one at " + m_archive.string() + " is not the official one."
                                          : " Without a network, put the archive into " + m_into.string() + " by hand.";
                return error;
            }
            std::optional<Error> wrong = check(m_part);
            if (!wrong) return unpack(m_part);
            if (wrong->where == kStopped) return wrong;
            fs::resize_file(m_part, 0, code);
            // The half that was there may be of another archive.
            if (!goesOn) return wrong;
        }
    }

    std::optional<Error> unpack(const fs::path& archive) const {
        // It is this program's own by its name and by the lock.
        const fs::path beside = m_into / ("." + m_entry.folder + ".unpacking");
        std::error_code code;
        fs::remove_all(beside, code);
        fs::create_directory(beside, code);
        if (code) return fileError(beside, "could not be made", code.value());
        std::optional<Error> error = unpackFolder(archive, m_entry.folder, beside, during(Stage::Unpack));
        if (!error)
            if (const Result<DatasetCounts> counts = checkDataset(m_dataset, beside); !counts) error = counts.error();
        if (!error) {
            fs::rename(beside, m_target, code);
            if (!code) return std::nullopt;
            error = fileError(m_target, "could not be put in its place", code.value());
        }
        fs::remove_all(beside, code);
        return error;
    }

    Dataset m_dataset;
    const DatasetEntry& m_entry;
    fs::path m_into;
    const DownloadOptions& m_options;
    std::string m_address, m_md5;
    fs::path m_archive, m_part, m_target;
};

}  // namespace

Result<fs::path> downloadDataset(Dataset dataset, const fs::path& into, const DownloadOptions& options) {
    return Download(dataset, into, options).run();
}

}  // namespace basin
