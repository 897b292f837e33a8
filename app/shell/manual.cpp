// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/shell/manual.h"

#include "core/number_text.h"

#include <memory>

namespace basin {

namespace {

constexpr std::size_t kWidth = 80, kIndent = 4, kDeep = 10;

/// The words of a text in lines that begin at a column.
std::string wrapped(const std::string& text, std::size_t indent) {
    const std::string margin(indent, ' ');
    std::string all, line;
    for (const std::string& word : split(text, ' ')) {
        if (!line.empty() && indent + line.size() + 1 + word.size() > kWidth) {
            all += margin + line + "\n";
            line.clear();
        }
        line += (line.empty() ? "" : " ") + word;
    }
    return all + margin + line + "\n";
}

std::string entry(const std::string& name, const std::string& meaning) {
    return std::string(kIndent, ' ') + name + "\n" + wrapped(meaning, kDeep);
}

class Page : public CLI::Formatter {
public:
    explicit Page(Manual manual) : m_manual(std::move(manual)) {}

    std::string make_help(const CLI::App* app, std::string, CLI::AppFormatMode) const override {
        const bool isVerb = app->get_parent() != nullptr;
        const std::string whole = (isVerb ? app->get_parent()->get_name() + " " : "") + app->get_name();
        std::string page = "NAME\n" + wrapped(whole + " - " + app->get_description(), kIndent);
        page += "\nSYNOPSIS\n" + wrapped(whole + (isVerb ? positionals(*app) : " VERB") + " [OPTION]...", kIndent);
        if (!m_manual.description.empty()) page += "\nDESCRIPTION\n";
        for (std::size_t i = 0; i < m_manual.description.size(); ++i)
            page += (i > 0 ? "\n" : "") + wrapped(m_manual.description[i], kIndent);
        const auto verbs = app->get_subcommands([](const CLI::App*) { return true; });
        if (!verbs.empty()) page += "\nVERBS\n";
        for (const CLI::App* verb : verbs) page += entry(verb->get_name(), verb->get_description());
        page += options(*app);
        if (!m_manual.keys.empty()) page += "\nJSON\n" + wrapped("null stands for what does not exist.", kIndent);
        for (const auto& [key, meaning] : m_manual.keys) page += entry(key, meaning);
        page += "\nEXIT STATUS\n" + entry("0", "Done.") +
                entry("1", "It failed; one line on standard error says why.") +
                entry("2", "The request is wrong; one line on standard error says where.") +
                entry("130", m_manual.interrupted);
        if (!m_manual.examples.empty()) page += "\nEXAMPLES\n";
        for (const std::string& example : m_manual.examples) page += std::string(kIndent, ' ') + example + "\n";
        return page;
    }

private:
    /// " RUN", " RUN...": what stands on the command line without a name.
    static std::string positionals(const CLI::App& app) {
        std::string text;
        for (const CLI::Option* option :
             app.get_options([](const CLI::Option* each) { return each->get_positional(); }))
            text += " " + option->get_name(true) + (option->get_expected_max() > 1 ? "..." : "");
        return text;
    }

    /// In their groups, those of the verb itself last but for --help.
    static std::string options(const CLI::App& app) {
        std::string text;
        for (const std::string& group : app.get_groups()) {
            std::string entries;
            for (const CLI::Option* option :
                 app.get_options([&](const CLI::Option* each) { return each->get_group() == group; })) {
                const std::string value = option->get_type_name().empty() ? "" : " " + option->get_type_name();
                entries += entry(option->get_name(false, true) + value, option->get_description());
            }
            if (entries.empty()) continue;
            text.append(group == "Options" ? "\nOPTIONS" : "\nOPTIONS: ").append(group == "Options" ? "" : group);
            text.append("\n").append(entries);
        }
        return text;
    }

    Manual m_manual;
};

}  // namespace

void setManual(CLI::App& app, Manual manual) { app.formatter(std::make_shared<Page>(std::move(manual))); }

}  // namespace basin
