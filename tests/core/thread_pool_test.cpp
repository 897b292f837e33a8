// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/thread_pool.h"

#include "tests/support/catch.h"

#include <atomic>
#include <numeric>
#include <thread>
#include <vector>

#ifdef __linux__
#include <sys/resource.h>
#include <unistd.h>
#endif

using namespace basin;

TEST_CASE("A pool visits every index once, for any number of threads and loops") {
    for (const std::size_t threads : {1u, 2u, 3u, 7u}) {
        ThreadPool pool(threads);
        REQUIRE(pool.threads() == threads);
        for (const std::size_t count : {0u, 1u, 2u, 5u, 1000u}) {
            std::vector<std::atomic<int>> visits(count);
            pool.forEach(count, [&](std::size_t i) { ++visits[i]; });
            for (const auto& visit : visits) REQUIRE(visit == 1);
        }
    }
}

TEST_CASE("A pool of no threads still has its caller") {
    ThreadPool pool(0);
    REQUIRE(pool.threads() == 1);
    int visits = 0;
    pool.forEach(3, [&](std::size_t) { ++visits; });
    REQUIRE(visits == 3);
}

TEST_CASE("What the bodies wrote is there when the loop returns") {
    ThreadPool pool(4);
    std::vector<std::size_t> squares(64);
    // Ordinary memory, thousands of short loops: a thread that joined late or wrote late would be seen here.
    for (std::size_t round = 0; round < 5000; ++round) {
        pool.forEach(squares.size(), [&](std::size_t i) { squares[i] = i * i + round; });
        // Σ i² for i < 64 is 63·64·127/6 = 85344.
        REQUIRE(std::accumulate(squares.begin(), squares.end(), std::size_t{0}) == 85344 + 64 * round);
    }
}

TEST_CASE("More than one thread works on a loop") {
    ThreadPool pool(2);
    std::atomic<int> inside{0};
    // Each body waits until the other has begun: one thread alone would never return.
    pool.forEach(2, [&](std::size_t) {
        ++inside;
        while (inside < 2) std::this_thread::yield();
    });
    REQUIRE(inside == 2);
}

TEST_CASE("Loops from several threads and loops within loops all finish") {
    ThreadPool pool(3);
    std::atomic<int> visits{0};
    {
        std::vector<std::jthread> callers;
        callers.reserve(3);
        for (int caller = 0; caller < 3; ++caller)
            callers.emplace_back([&] {
                for (int round = 0; round < 100; ++round)
                    pool.forEach(10, [&](std::size_t) { pool.forEach(2, [&](std::size_t) { ++visits; }); });
            });
    }
    // 3 callers · 100 rounds · 10 · 2
    REQUIRE(visits == 6000);
}

TEST_CASE("Pools come and go, used or not") {
    for (int round = 0; round < 200; ++round) {
        ThreadPool pool(3, round % 2 == 0);
        std::atomic<int> visits{0};
        if (round % 3 != 0) pool.forEach(5, [&](std::size_t) { ++visits; });
        REQUIRE(visits == (round % 3 != 0 ? 5 : 0));
    }
}

#ifdef __linux__
TEST_CASE("The threads of a background pool give way, the caller's priority stays") {
    const auto niceness = [] { return getpriority(PRIO_PROCESS, static_cast<id_t>(gettid())); };
    const int before = niceness();
    const auto caller = std::this_thread::get_id();
    ThreadPool pool(2, true);
    std::atomic<int> inside{0}, lowered{0}, callers{0};
    pool.forEach(2, [&](std::size_t) {
        ++inside;
        while (inside < 2) std::this_thread::yield();
        if (std::this_thread::get_id() == caller)
            ++callers;
        else if (niceness() > before)
            ++lowered;
    });
    REQUIRE(callers == 1);
    // Where this process is as nice as can be already, there is nothing to lower.
    if (before < 10) REQUIRE(lowered == 1);
    REQUIRE(niceness() == before);
}
#endif
