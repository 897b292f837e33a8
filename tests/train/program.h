// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/cifar.h"
#include "tests/core/run/folder.h"
#include "tests/support/program.h"

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <functional>
#include <random>
#include <string>
#include <thread>
#include <vector>

namespace basin {

/// A test's folder with images in the official layout, and with a queue for devices of its own.
class Workshop {
public:
    /// `perFile` images in each of the files, of noise around a brightness that belongs to the class.
    explicit Workshop(std::size_t perFile = 20, Dataset dataset = Dataset::Cifar10) {
        const DatasetEntry& entry = datasetEntry(dataset);
        std::filesystem::create_directory(images());
        std::mt19937 random(1);
        const auto write = [&](const std::string& name) {
            std::string bytes;
            for (std::size_t i = 0; i < perFile; ++i) {
                const unsigned label = static_cast<unsigned>(i) % static_cast<unsigned>(entry.classes);
                if (dataset == Dataset::Cifar100) bytes += '\0';
                bytes += static_cast<char>(label);
                for (std::size_t pixel = 0; pixel < ImageSet::kBytes; ++pixel)
                    bytes += static_cast<char>(20 * (label % 10) + random() % 50);
            }
            writeFile(images() / name, bytes);
        };
        for (const std::string& name : entry.trainFiles) write(name);
        write(entry.testFile);
    }

    std::filesystem::path images() const { return m_folder.path / "images"; }
    std::filesystem::path run(const std::string& name) const { return m_folder.path / name; }
    const std::filesystem::path& path() const { return m_folder.path; }

    /// A short run of the smallest network; needs --epochs and --run-dir.
    std::string small() const {
        return "run --dataset cifar10 --network resnet8 --batch-size 20 --step-size 0.05 --threads 1 --device cpu "
               "--data '" +
               images().string() + "' ";
    }
    /// Runs basin-train in the folder.
    Run train(const std::string& arguments) const {
        return runProgram(BASIN_TRAIN, arguments,
                          "cd '" + m_folder.path.string() + "' && XDG_RUNTIME_DIR='" + m_folder.path.string() + "'");
    }

private:
    TestFolder m_folder;
};

/// A basin-train that runs beside the test, killed at the end.
class Process {
public:
    Process(const Workshop& workshop, const std::string& arguments)
        : m_out(workshop.path() / "out.txt"), m_errors(workshop.path() / "errors.txt") {
        const std::string command = "cd '" + workshop.path().string() + "' && exec '" BASIN_TRAIN "' " + arguments +
                                    " >out.txt 2>errors.txt </dev/null";
        m_pid = fork();
        if (m_pid == 0) {
            std::signal(SIGINT, SIG_DFL);
            ::setenv("XDG_RUNTIME_DIR", workshop.path().c_str(), 1);
            execl("/bin/sh", "sh", "-c", command.c_str(), nullptr);
            _exit(127);
        }
    }
    Process(const Process&) = delete;
    Process& operator=(const Process&) = delete;
    ~Process() {
        if (m_pid > 0) ::kill(m_pid, SIGKILL);
        if (m_pid > 0) ::waitpid(m_pid, nullptr, 0);
    }

    /// Waits until `happened` or the process's end; says whether it happened while the process lived.
    bool lives(const std::function<bool()>& happened) {
        while (::waitpid(m_pid, &m_status, WNOHANG) == 0) {
            if (happened()) return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        m_pid = 0;
        return false;
    }
    void signal(int number) const { ::kill(m_pid, number); }
    Run end() {
        if (m_pid > 0) ::waitpid(std::exchange(m_pid, 0), &m_status, 0);
        return {WIFEXITED(m_status) ? WEXITSTATUS(m_status) : -1, contentOf(m_out), contentOf(m_errors)};
    }

private:
    std::filesystem::path m_out, m_errors;
    pid_t m_pid = 0;
    int m_status = 0;
};

/// That something went wrong with this exit code, said in one line with this part, and nothing on standard output.
inline void requireFailure(const Run& run, int exitCode, const std::string& part) {
    CAPTURE(run.out, run.err, part);
    REQUIRE(run.exitCode == exitCode);
    REQUIRE(run.err.find(part) != std::string::npos);
    REQUIRE(std::count(run.err.begin(), run.err.end(), '\n') == 1);
    REQUIRE(run.out.empty());
}

}  // namespace basin
