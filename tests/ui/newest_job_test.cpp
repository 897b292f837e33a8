// SPDX-License-Identifier: GPL-3.0-or-later
// Work off the window's thread, of which only the newest counts.
#include "ui/newest_job.h"

#include <QTest>

#include <atomic>
#include <chrono>
#include <vector>

using namespace basin;

class NewestJobTest : public QObject {
    Q_OBJECT

private Q_SLOTS:
    void onlyTheNewestIsAnswered() {
        std::vector<int> answers;
        std::atomic<int> begun{0};
        // Odd requests last until they are stopped, as long work does.
        NewestJob<int, int> job(
            this,
            [&](const int& request, const std::stop_token& stop) {
                ++begun;
                while (request % 2 == 1 && !stop.stop_requested())
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                return 10 * request;
            },
            [&](const int& answer) { answers.push_back(answer); });
        job.request(1);
        QTRY_COMPARE_WITH_TIMEOUT(begun.load(), 1, 60000);
        for (const int request : {3, 5, 6}) job.request(request);
        QTRY_COMPARE_WITH_TIMEOUT(answers, std::vector<int>{60}, 60000);
        job.request(6);  // the same again: nothing to do
        job.request(8);
        const std::vector<int> both{60, 80};
        QTRY_COMPARE_WITH_TIMEOUT(answers, both, 60000);
    }

    void whatIsForgottenIsNotAnsweredAndItsEndIsNotWaitedFor() {
        int answers = 0;
        {
            NewestJob<int, int> job(
                this,
                [](const int&, const std::stop_token& stop) {
                    while (!stop.stop_requested()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    return 0;
                },
                [&](const int&) { ++answers; });
            job.request(1);
            job.forget();
            job.request(1);
        }  // ends while the work goes on
        QCoreApplication::processEvents();
        QCOMPARE(answers, 0);
    }
};

QTEST_MAIN(NewestJobTest)
#include "newest_job_test.moc"
