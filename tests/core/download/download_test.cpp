// SPDX-License-Identifier: GPL-3.0-or-later
// Downloads from file addresses, of small archives that the test makes.
#include "core/download/dataset_download.h"

#include "core/download/fetch.h"
#include "core/download/unpack.h"
#include "core/run/file_lock.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <utility>
#include <vector>

namespace basin {

namespace {

namespace fs = std::filesystem;

/// One entry of an archive: a file with these bytes, or a link to this target.
struct Item {
    std::string path, content;
    enum class Kind { File, SymbolicLink, HardLink, Folder } kind = Kind::File;
};

void writeArchive(const fs::path& path, const std::vector<Item>& items) {
    archive* writer = archive_write_new();
    archive_write_add_filter_gzip(writer);
    archive_write_set_format_ustar(writer);
    REQUIRE(archive_write_open_filename(writer, path.c_str()) == ARCHIVE_OK);
    for (const Item& item : items) {
        archive_entry* entry = archive_entry_new();
        archive_entry_set_pathname(entry, item.path.c_str());
        archive_entry_set_perm(entry, 0644);
        archive_entry_set_filetype(entry, AE_IFREG);
        if (item.kind == Item::Kind::Folder) archive_entry_set_filetype(entry, AE_IFDIR);
        if (item.kind == Item::Kind::SymbolicLink) {
            archive_entry_set_filetype(entry, AE_IFLNK);
            archive_entry_set_symlink(entry, item.content.c_str());
        } else if (item.kind == Item::Kind::HardLink) {
            archive_entry_set_hardlink(entry, item.content.c_str());
        } else if (item.kind == Item::Kind::File) {
            archive_entry_set_size(entry, static_cast<la_int64_t>(item.content.size()));
        }
        REQUIRE(archive_write_header(writer, entry) == ARCHIVE_OK);
        if (item.kind == Item::Kind::File) archive_write_data(writer, item.content.data(), item.content.size());
        archive_entry_free(entry);
    }
    archive_write_close(writer);
    archive_write_free(writer);
}

const DatasetEntry& cifar() { return datasetEntry(Dataset::Cifar10); }

/// Three images in each file of the official layout; their bytes do not compress well.
std::vector<Item> officialItems() {
    std::vector<Item> items{{cifar().folder + "/", "", Item::Kind::Folder}, {cifar().folder + "/readme.html", "hello"}};
    std::vector<std::string> names = cifar().trainFiles;
    names.push_back(cifar().testFile);
    unsigned state = 1;
    for (const std::string& name : names) {
        std::string bytes;
        for (int image = 0; image < 3; ++image) {
            bytes += static_cast<char>(image);
            for (std::size_t i = 0; i < ImageSet::kBytes; ++i)
                bytes += static_cast<char>((state = state * 1664525U + 1013904223U) >> 24);
        }
        items.push_back({cifar().folder + "/" + name, bytes});
    }
    return items;
}

/// A served archive and a folder to download into.
struct Site {
    Site() {
        writeArchive(archive, officialItems());
        md5 = *md5Of(archive, [](auto, auto) { return true; });
    }
    TestFolder folder;
    fs::path archive = folder.path / "served.tar.gz", into = folder.path / "data";
    fs::path part = into / "cifar-10-binary.tar.gz.part";
    std::string address = "file://" + archive.string(), md5;

    Result<fs::path> download(DownloadOptions options = {}) const {
        if (options.address.empty()) options.address = address;
        if (options.md5.empty()) options.md5 = md5;
        return downloadDataset(Dataset::Cifar10, into, options);
    }
    void requireUnpacked(const Result<fs::path>& result) const {
        if (!result) FAIL(result.error().message);
        REQUIRE(*result == into / cifar().folder);
        REQUIRE(*checkDataset(Dataset::Cifar10, into) == DatasetCounts{15, 3});
        for (const Item& item : officialItems())
            if (item.kind == Item::Kind::File) REQUIRE(contentOf(into / item.path) == item.content);
        // Nothing else is left.
        for (const auto& entry : fs::directory_iterator(into)) REQUIRE(entry.path().filename() == cifar().folder);
    }
};

bool has(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("MD5 is that of RFC 1321") {
    const TestFolder folder;
    const auto md5 = [&](const std::string& text) {
        writeFile(folder.path / "file", text);
        return *md5Of(folder.path / "file", [](auto, auto) { return true; });
    };
    REQUIRE(md5("") == "d41d8cd98f00b204e9800998ecf8427e");
    REQUIRE(md5("message digest") == "f96b697d7cb7938d525a2f31aaf161d0");
    REQUIRE_FALSE(md5Of(folder.path / "none", [](auto, auto) { return true; }));
}

TEST_CASE("An archive is fetched, checked and unpacked, and tells how far it is") {
    const Site site;
    std::vector<DownloadProgress> told;
    site.requireUnpacked(site.download({.onProgress = [&told](const DownloadProgress& now) { told.push_back(now); }}));
    using Stage = DownloadProgress::Stage;
    REQUIRE(told.front().stage == Stage::Download);
    REQUIRE(told.back().stage == Stage::Unpack);
    for (std::size_t i = 1; i < told.size(); ++i) {
        REQUIRE(told[i - 1].stage <= told[i].stage);
        if (told[i - 1].stage == told[i].stage) REQUIRE(told[i - 1].bytes <= told[i].bytes);
        if (told[i].stage == Stage::Check) REQUIRE(told[i].total == fs::file_size(site.archive));
    }
}

TEST_CASE("Half a download goes on, and one of something else begins again") {
    const Site site;
    const std::string whole = contentOf(site.archive);
    for (const std::size_t length : {std::size_t(0), whole.size() / 3, whole.size()}) {
        fs::remove_all(site.into);
        fs::create_directory(site.into);
        writeFile(site.part, whole.substr(0, length));
        std::uint64_t first = 0;
        bool isFirst = true;
        site.requireUnpacked(site.download({.onProgress = [&](const DownloadProgress& now) {
            if (now.bytes > 0 && std::exchange(isFirst, false)) first = now.bytes;
        }}));
        REQUIRE(first >= length);
    }
    for (const std::string& other : {std::string(1000, 'x'), std::string(whole.size(), 'x'), whole + "x"}) {
        fs::remove_all(site.into);
        fs::create_directory(site.into);
        writeFile(site.part, other);
        site.requireUnpacked(site.download());
    }
}

TEST_CASE("A stop keeps what came, and the next try goes on") {
    const Site site;
    for (const auto stage : {DownloadProgress::Stage::Check, DownloadProgress::Stage::Unpack}) {
        bool stop = false;
        const auto result =
            site.download({.onProgress = [&](const DownloadProgress& now) { stop = now.stage == stage; },
                           .stopRequested = [&] { return stop; }});
        REQUIRE_FALSE(result);
        REQUIRE(result.error().where == kStopped);
        REQUIRE(contentOf(site.part) == contentOf(site.archive));
        REQUIRE_FALSE(fs::exists(site.into / cifar().folder));
    }
    site.requireUnpacked(site.download());
}

TEST_CASE("An archive that was put there by hand needs no network") {
    const Site site;
    fs::create_directory(site.into);
    const fs::path byHand = site.into / "cifar-10-binary.tar.gz";
    fs::copy_file(site.archive, byHand);
    const std::string nowhere = "file://" + (site.folder.path / "nowhere").string();
    REQUIRE(site.download({.address = nowhere}));
    // It is the person's own, and stays.
    REQUIRE(fs::exists(byHand));
    REQUIRE(checkDataset(Dataset::Cifar10, site.into));

    fs::remove_all(site.into / cifar().folder);
    writeFile(byHand, "something else");
    const auto refused = site.download({.address = nowhere});
    REQUIRE_FALSE(refused);
    REQUIRE(has(refused.error().message, "is not the official one"));
    REQUIRE(contentOf(byHand) == "something else");
}

TEST_CASE("What can not be fetched, or is not the archive, is said plainly") {
    const Site site;
    const auto missing = site.download({.address = "file://" + (site.folder.path / "nowhere").string()});
    REQUIRE(has(missing.error().message, "could not be fetched"));
    REQUIRE(has(missing.error().message, "by hand"));
    // Port 1 of this machine answers nobody.
    const auto offline = site.download({.address = "http://127.0.0.1:1/archive.tar.gz"});
    REQUIRE(has(offline.error().message, "There is no network, or it broke off: http://127.0.0.1:1/archive.tar.gz"));
    REQUIRE_FALSE(site.download({.address = "ftp://127.0.0.1/archive.tar.gz"}));
    REQUIRE_FALSE(fs::exists(site.part));

    const auto wrong = site.download({.md5 = std::string(32, '0')});
    REQUIRE(has(wrong.error().message, "is not the archive of CIFAR-10"));
    REQUIRE(has(wrong.error().message, site.md5));
    REQUIRE_FALSE(fs::exists(site.part));
    REQUIRE_FALSE(fs::exists(site.into / cifar().folder));

    writeFile(site.folder.path / "file", "");
    REQUIRE_FALSE(downloadDataset(Dataset::Cifar10, site.folder.path / "file", {.address = site.address}));
}

TEST_CASE("Nothing that is there is written over") {
    const Site site;
    const fs::path target = site.into / cifar().folder;
    fs::create_directories(target);
    writeFile(target / "data_batch_1.bin", "mine");
    const auto refused = site.download();
    REQUIRE(has(refused.error().message, "is there already"));
    REQUIRE(contentOf(target / "data_batch_1.bin") == "mine");
    REQUIRE_FALSE(fs::exists(site.part));

    // All images (files of holes, so that they take no room): there is nothing to do, and nobody is asked.
    std::vector<std::string> names = cifar().trainFiles;
    names.push_back(cifar().testFile);
    for (const std::string& name : names) {
        writeFile(target / name, "");
        fs::resize_file(target / name, 10000 * (ImageSet::kBytes + 1));
    }
    REQUIRE(*site.download({.address = "file:///nowhere"}) == target);

    const Site other;
    fs::create_directories(other.into);
    const Descriptor lock = *openLockFile(other.part);
    REQUIRE(takeLock(lock) == LockState::Free);
    REQUIRE(has(other.download().error().message, "Another program is downloading"));
}

TEST_CASE("An archive that leads elsewhere is refused before anything of it is written") {
    const std::string folder = cifar().folder;
    using Kind = Item::Kind;
    for (const Item& evil :
         {Item{"../evil", "x"}, Item{folder + "/../evil", "x"}, Item{"/tmp/evil", "x"}, Item{folder + "/a/evil", "x"},
          Item{"other/evil", "x"}, Item{folder + "/link", "/etc/passwd", Kind::SymbolicLink},
          Item{folder, "elsewhere", Kind::SymbolicLink},
          Item{folder + "/hard", folder + "/readme.html", Kind::HardLink}}) {
        Site site;
        std::vector<Item> items = officialItems();
        items.insert(items.begin() + 1, evil);
        writeArchive(site.archive, items);
        site.md5 = *md5Of(site.archive, [](auto, auto) { return true; });
        const auto refused = site.download();
        CAPTURE(evil.path);
        REQUIRE_FALSE(refused);
        REQUIRE(has(refused.error().message, "does not belong"));
        REQUIRE_FALSE(fs::exists(site.into / folder));
        REQUIRE_FALSE(fs::exists(site.folder.path / "evil"));
        REQUIRE_FALSE(fs::exists(site.into / "evil"));
        REQUIRE_FALSE(fs::exists("/tmp/evil"));
    }
}

TEST_CASE("A damaged archive, or one without all files, leaves nothing behind") {
    Site site;
    const std::string whole = contentOf(site.archive);
    std::vector<Item> items = officialItems();
    items.pop_back();
    writeArchive(site.folder.path / "few.tar.gz", items);
    for (const std::string& bytes : {whole.substr(0, whole.size() / 2), std::string("no archive at all"),
                                     contentOf(site.folder.path / "few.tar.gz")}) {
        writeFile(site.archive, bytes);
        site.md5 = *md5Of(site.archive, [](auto, auto) { return true; });
        const auto refused = site.download();
        REQUIRE_FALSE(refused);
        CAPTURE(refused.error().message);
        REQUIRE_FALSE(fs::exists(site.into / cifar().folder));
        for (const auto& entry : fs::directory_iterator(site.into)) REQUIRE(entry.path() == site.part);
        fs::remove_all(site.into);
    }
}

}  // namespace basin
