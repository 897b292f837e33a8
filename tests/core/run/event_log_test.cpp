// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/run/event_log.h"

#include "core/run/run_history.h"
#include "tests/core/run/child.h"
#include "tests/core/run/folder.h"
#include "tests/support/catch.h"

#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <random>
#include <thread>

namespace basin {

namespace {

using Random = std::mt19937_64;

Event anyEvent(Random& random) {
    const auto number = [&random] {
        return random() % 8 == 0
                   ? kUnknown
                   : std::ldexp(static_cast<double>(random() >> 11), static_cast<int>(random() % 60) - 60);
    };
    const auto text = [&random] {
        const std::vector<std::string> pieces{"a", "\"", "\\", "\n", "η", "{", "}", "\t", "\x01", " ", "\r"};
        std::string all;
        for (std::uint64_t i = random() % 6; i > 0; --i) all += pieces[random() % pieces.size()];
        return all;
    };
    const Moment at{static_cast<std::int64_t>(random() % 1000000), number(), number()};
    Event event{static_cast<double>(random() % 2000000000)};
    switch (random() % 7) {
        case 0: event.what = StateEvent{static_cast<Activity>(random() % 3)}; break;
        case 1: event.what = StepEvent{at, number(), number(), number(), number(), number(), number()}; break;
        case 2: event.what = EpochEvent{at, number(), number()}; break;
        case 3:
            event.what = EvaluationEvent{
                at,       text(),  static_cast<Split>(random() % 3), static_cast<Statistics>(random() % 2),
                number(), number()};
            break;
        case 4: event.what = WarningEvent{text()}; break;
        case 5: event.what = EndEvent{static_cast<EndReason>(random() % 8), text()}; break;
        default: event.what = ResumedEvent{static_cast<std::int64_t>(random() % 1000000)}; break;
    }
    return event;
}

Event stepAt(std::int64_t step, double loss = 1.0) { return {0.0, StepEvent{{step, 0.0, 0.0}, loss}}; }

std::vector<std::string> linesOf(const std::vector<Event>& events) {
    std::vector<std::string> lines;
    lines.reserve(events.size());
    for (const Event& event : events) lines.push_back(writeEvent(event));
    return lines;
}

}  // namespace

TEST_CASE("Every event comes back from its line") {
    Random random(21);
    for (int i = 0; i < 5000; ++i) {
        const std::string line = writeEvent(anyEvent(random));
        CAPTURE(line);
        REQUIRE(line.find('\n') == std::string::npos);
        const auto read = readEvent(line);
        REQUIRE(read);
        REQUIRE(*read);
        REQUIRE(writeEvent(**read) == line);
    }
    // One by its fields.
    const auto read =
        readEvent(R"({"event":"evaluation","step":391,"epoch":1.0,"seconds":null,"of":"ema:0.999","split":"holdout",)"
                  R"("statistics":"own","loss":0.5,"accuracy":0.25,"time":12.5,"new":{"loss":7,"list":[{"step":1}]}})");
    REQUIRE(read);
    const auto& evaluation = std::get<EvaluationEvent>((*read)->what);
    CHECK((*read)->time == 12.5);
    CHECK(evaluation.at.step == 391);
    CHECK(evaluation.at.epoch == 1.0);
    CHECK(std::isnan(evaluation.at.seconds));
    CHECK(evaluation.of == "ema:0.999");
    CHECK(evaluation.split == Split::Holdout);
    CHECK(evaluation.statistics == Statistics::Own);
    CHECK(evaluation.loss == 0.5);
    CHECK(evaluation.accuracy == 0.25);
}

TEST_CASE("A log cut at any byte gives its whole lines, and the rest when it comes") {
    Random random(22);
    const TestFolder folder;
    std::string text;
    std::vector<std::string> lines;
    for (int i = 0; i < 12; ++i) {
        lines.push_back(writeEvent(anyEvent(random)));
        text += lines.back() + "\n";
    }
    for (std::size_t cut = 0; cut <= text.size(); ++cut) {
        CAPTURE(cut);
        const auto path = folder.path / std::to_string(cut);
        const auto torn = folder.path / ("torn" + std::to_string(cut));
        writeFile(path, text.substr(0, cut));
        EventReader reader(path);
        const auto first = reader.poll();
        REQUIRE(first);
        REQUIRE(first->badLines.empty());
        const std::size_t whole =
            static_cast<std::size_t>(std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(cut), '\n'));
        REQUIRE(first->events.size() == whole);
        std::ofstream(path, std::ios::binary | std::ios::app) << text.substr(cut);
        const auto rest = reader.poll();
        REQUIRE(rest);
        REQUIRE_FALSE(rest->restarted);
        std::vector<std::string> all = linesOf(first->events);
        for (const std::string& line : linesOf(rest->events)) all.push_back(line);
        REQUIRE(all == lines);
        REQUIRE(reader.offset() == text.size());

        // The next writer cuts half a line off and goes on.
        writeFile(torn, text.substr(0, cut));
        auto writer = EventWriter::open(torn);
        REQUIRE(writer);
        auto one = *std::move(writer);
        REQUIRE_FALSE(one.append(stepAt(7)));
        const auto again = EventReader(torn).poll();
        REQUIRE(again->badLines.empty());
        REQUIRE(again->events.size() == whole + 1);
    }
}

TEST_CASE("A reader beside a writer sees every event once and in order") {
    const TestFolder folder;
    const auto path = folder.path / "events.jsonl";
    constexpr std::int64_t kCount = 20000;
    auto opened = EventWriter::open(path);
    REQUIRE(opened);
    std::atomic<bool> failed{false};
    std::thread writing([&failed, writer = *std::move(opened)]() mutable {
        for (std::int64_t step = 1; step <= kCount; ++step)
            if (writer.append(stepAt(step))) failed = true;
    });
    EventReader reader(path);
    std::int64_t seen = 0;
    bool inOrder = true;
    while (seen < kCount && inOrder && !failed) {
        const auto found = reader.poll(5000);
        if (!found || !found->badLines.empty() || found->restarted) break;
        for (const Event& event : found->events) inOrder = inOrder && std::get<StepEvent>(event.what).at.step == ++seen;
    }
    writing.join();
    REQUIRE_FALSE(failed);
    REQUIRE(inOrder);
    REQUIRE(seen == kCount);
}

TEST_CASE("Lines that can not be used are named and passed over") {
    const TestFolder folder;
    const auto path = folder.path / "events.jsonl";
    const std::vector<std::string> bad{"rubbish",
                                       "[1,2]",
                                       "{\"event\":\"step\"}",
                                       "{\"event\":\"step\",\"step\":1.5}",
                                       "{\"event\":\"step\",\"step\":-1}",
                                       "{\"event\":\"step\",\"step\":1e300}",
                                       "{\"event\":\"step\",\"step\":1",
                                       "{\"event\":7}",
                                       "{}",
                                       "7",
                                       "\"step\"",
                                       "{\"event\":\"state\",\"state\":\"dancing\"}",
                                       "{\"event\":\"step\",\"step\":1}}",
                                       "{\"event\":\"step\",\"step\":1e999}",
                                       std::string("\0\0\0", 3),
                                       "\xff\xfe",
                                       std::string(100000, '['),
                                       std::string(100000, '{'),
                                       "{\"event\":\"warning\",\"message\":[1]}",
                                       std::string(3 << 20, 'x')};
    const std::vector<std::string> fine{
        "", "  \r", "{\"event\":\"from the future\",\"step\":\"x\"}",
        "{\"event\":\"other\",\"deep\":" + std::string(50000, '[') + std::string(50000, ']') + "}"};
    std::string text;
    for (const std::string& line : bad) text += line + "\n";
    for (const std::string& line : fine) text += line + "\n";
    // Wrong kinds of optional numbers are numbers that are not known.
    text += "{\"step\":3.0,\"event\":\"step\",\"loss\":\"low\",\"extra\":true,\"step_size\":null}\n";
    writeFile(path, text);
    EventReader reader(path);
    const auto found = reader.poll();
    REQUIRE(found);
    REQUIRE(found->badLines.size() == bad.size());
    for (std::size_t i = 0; i < bad.size(); ++i) CHECK(found->badLines[i].number == static_cast<std::int64_t>(i) + 1);
    CHECK(found->badLines[2].message == "The event \"step\" has no whole number \"step\".");
    REQUIRE(found->events.size() == 1);
    const auto& step = std::get<StepEvent>(found->events[0].what);
    CHECK(step.at.step == 3);
    CHECK(std::isnan(step.loss));
    REQUIRE(reader.poll()->badLines.empty());

    // An end for a reason from the future is a failure with that word.
    const auto end = std::get<EndEvent>((*readEvent(R"({"event":"end","reason":"meteor"})"))->what);
    CHECK(end.reason == EndReason::Failed);
    CHECK(end.message == "meteor");
}

TEST_CASE("A log that is begun anew or taken away is read from its start") {
    const TestFolder folder;
    const auto path = folder.path / "events.jsonl";
    EventReader reader(path);
    REQUIRE(reader.poll()->events.empty());
    writeFile(path, writeEvent(stepAt(1)) + "\n" + writeEvent(stepAt(2)) + "\n");
    REQUIRE(reader.poll()->events.size() == 2);
    writeFile(path, writeEvent(stepAt(9)) + "\n");
    const auto shorter = reader.poll();
    REQUIRE(shorter->restarted);
    REQUIRE(shorter->events.size() == 1);
    std::filesystem::remove(path);
    REQUIRE(reader.poll()->restarted);
    REQUIRE_FALSE(EventReader(folder.path).poll());
}

TEST_CASE("A full disk is an error, and leaves no half line behind") {
    auto full = EventWriter::open("/dev/full");
    if (full) {
        auto writer = *std::move(full);
        const auto error = writer.append(stepAt(1));
        REQUIRE(error);
        CHECK(error->message == "/dev/full could not be written: No space left on device.");
    }
    const TestFolder folder;
    const auto path = folder.path / "events.jsonl";
    // A file that may grow to 1000 bytes takes the beginning of the line that crosses them.
    Child child([&path](auto) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{1000, 1000};
        if (::setrlimit(RLIMIT_FSIZE, &limit) != 0) return 2;
        auto opened = EventWriter::open(path);
        if (!opened) return 3;
        auto writer = *std::move(opened);
        int taken = 0;
        while (!writer.append(stepAt(taken + 1))) ++taken;
        return writer.append(stepAt(0)) ? 100 + taken : 4;
    });
    const int taken = child.result() - 100;
    REQUIRE(taken > 0);
    const auto found = EventReader(path).poll();
    REQUIRE(found->badLines.empty());
    REQUIRE(found->events.size() == static_cast<std::size_t>(taken));
    REQUIRE(contentOf(path).back() == '\n');
    REQUIRE(contentOf(path).size() <= 1000);
}

TEST_CASE("What a resumed run takes back is gone from its history") {
    RunHistory history;
    const auto evaluate = [](std::int64_t step, const std::string& of) {
        return Event{0.0, EvaluationEvent{{step, 0.0, 0.0}, of, Split::Test, Statistics::Recomputed, 0.0, 0.5}};
    };
    for (const std::int64_t step : {10, 20, 30}) history.add(stepAt(step, 1.0));
    history.add(Event{0.0, EpochEvent{{15, 1.0, 0.0}, 2.0}});
    history.add(Event{0.0, EpochEvent{{30, 2.0, 0.0}, 1.5}});
    history.add(evaluate(15, "sgd"));
    history.add(evaluate(30, "sgd"));
    history.add(evaluate(30, "polyak"));
    history.add(Event{0.0, ResumedEvent{20}});
    history.add(stepAt(30, 7.0));
    // 20 itself stays, what was beyond it goes, what comes after is new.
    REQUIRE(history.steps().at.step == std::vector<double>{10, 20, 30});
    REQUIRE(history.steps().loss == std::vector<double>{1.0, 1.0, 7.0});
    REQUIRE(history.steps().load.size() == 3);
    REQUIRE(history.epochs().at.step == std::vector<double>{15});
    REQUIRE(history.evaluation("sgd", Split::Test, Statistics::Recomputed)->at.step == std::vector<double>{15});
    REQUIRE(history.evaluation("polyak", Split::Test, Statistics::Recomputed)->accuracy.empty());
    REQUIRE(history.evaluation("sgd", Split::Train, Statistics::Recomputed) == nullptr);
    REQUIRE(history.resumptions() == 1);
}

TEST_CASE("A history with random resumptions is that of the steps which stayed") {
    Random random(23);
    for (int round = 0; round < 200; ++round) {
        RunHistory history;
        std::vector<double> expected;
        std::int64_t step = 0;
        for (int i = 0; i < 60; ++i) {
            if (random() % 8 == 0) {
                step = static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(step + 1));
                history.add(Event{0.0, ResumedEvent{step}});
                std::erase_if(expected, [step](double one) { return one > static_cast<double>(step); });
            } else {
                step += static_cast<std::int64_t>(1 + random() % 10);
                history.add(stepAt(step, static_cast<double>(step)));
                expected.push_back(static_cast<double>(step));
            }
        }
        REQUIRE(history.steps().at.step == expected);
        REQUIRE(history.steps().loss == expected);
    }
}

TEST_CASE("A hundred thousand points are read whole") {
    const TestFolder folder;
    const auto path = folder.path / "events.jsonl";
    std::string text;
    for (std::int64_t step = 1; step <= 100000; ++step)
        text +=
            writeEvent({1.7e9, StepEvent{{step, 0.01 * static_cast<double>(step), 0.123 * static_cast<double>(step)},
                                         1.0 / static_cast<double>(step),
                                         0.1,
                                         1234.5,
                                         0.7}}) +
            "\n";
    writeFile(path, text);
    RunHistory history;
    EventReader reader(path);
    history.add(*reader.poll());
    REQUIRE(history.steps().loss.size() == 100000);
    REQUIRE(history.steps().loss[99999] == 1e-5);
}

}  // namespace basin
