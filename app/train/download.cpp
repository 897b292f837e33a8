// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/interrupt.h"
#include "app/shell/manual.h"
#include "app/train/verbs.h"
#include "core/data/cifar.h"

#ifdef BASIN_DOWNLOAD
#include "core/download/dataset_download.h"
#include "core/download/fetch.h"
#endif

#include <chrono>
#include <cstdio>

namespace basin::train {

namespace {

struct DownloadRequest {
    std::string dataset, data, from;
    bool json = false;
};

#ifdef BASIN_DOWNLOAD

/// Says now and then how far it is.
class Teller {
public:
    explicit Teller(bool json) : m_json(json) {}

    void tell(const DownloadProgress& progress) {
        using Stage = DownloadProgress::Stage;
        const char* words = progress.stage == Stage::Download ? "download"
                            : progress.stage == Stage::Check  ? "check"
                                                              : "unpack";
        const auto now = std::chrono::steady_clock::now();
        const bool isNew = progress.stage != m_stage || !m_line;
        if (!isNew && now - m_last < std::chrono::milliseconds(100)) return;
        m_last = now;
        m_stage = progress.stage;
        if (m_json) {
            m_line.emplace("");
            printLine(
                Json{{"event", "progress"}, {"bytes", progress.bytes}, {"total", progress.total}, {"what", words}});
            return;
        }
        constexpr double kMegabyte = 1e6;
        if (isNew) m_line.emplace(std::string(words) + ", MB");
        if (progress.total == 0) return;
        m_line->show(static_cast<double>(progress.bytes) / kMegabyte, static_cast<double>(progress.total) / kMegabyte);
    }

private:
    bool m_json;
    DownloadProgress::Stage m_stage = DownloadProgress::Stage::Download;
    std::optional<Progress> m_line;
    std::chrono::steady_clock::time_point m_last;
};

Outcome fetch(const DownloadRequest& request, Dataset dataset) {
    const Interrupt interrupt(Interrupt::Of::KeyboardAndEnd);
    Result<std::filesystem::path> folder = Error{};
    {
        Teller teller(request.json);
        folder = downloadDataset(dataset, request.data,
                                 {.address = request.from,
                                  .onProgress = [&teller](const DownloadProgress& now) { teller.tell(now); },
                                  .stopRequested = [&interrupt] { return interrupt.came(); }});
    }
    if (!folder && folder.error().where == kStopped) return {130, folder.error().message};
    if (!folder) return failed(folder.error().message);
    if (request.json)
        printLine(Json{{"event", "done"}, {"folder", folder->string()}});
    else
        std::printf("%s\n", folder->c_str());
    return {};
}

#else

Outcome fetch(const DownloadRequest& request, Dataset dataset) {
    const DatasetEntry& entry = datasetEntry(dataset);
    return failed("This basin-train was built without libcurl, libarchive or OpenSSL and can not download. Fetch " +
                  entry.archive + " by hand and unpack it into " + request.data + ".");
}

#endif

Outcome download(const DownloadRequest& request) {
    const Result<Dataset> dataset = datasetNamed(request.dataset);
    if (!dataset) return wrongRequest(dataset.error().message);
    return fetch(request, *dataset);
}

}  // namespace

Verb addDownload(CLI::App& program) {
    CLI::App* verb = program.add_subcommand("download", "Fetch the official images, check them and unpack them");
    const auto request = std::make_shared<DownloadRequest>();
    verb->add_option("DATASET", request->dataset, "cifar10 or cifar100")->required()->type_name("");
    verb->add_option("--data", request->data, "The folder into which the official folder goes; it is made")
        ->required()
        ->type_name("DIR");
    verb->add_option("--from", request->from, "Another address of the same archive")->type_name("URL");
    verb->add_flag("--json", request->json, "Progress and the result on standard output, one JSON object a line");
    setManual(*verb,
              {.description = {"A download that broke off goes on where it ended. Without a network, put the archive "
                               "into the folder by hand, and the same command checks and unpacks it. Files that are "
                               "complete stay as they are."},
               .keys = {{"{event: progress, what, bytes, total}", "what: download, check or unpack"},
                        {"{event: done, folder}", "the last line"}},
               .examples = {"basin-train download cifar10 --data data"},
               .interrupted = "Interrupted from the keyboard; what came so far is kept."});
    return {verb, [request] { return download(*request); }};
}

}  // namespace basin::train
