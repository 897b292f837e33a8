// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/train/run_options.h"

namespace basin::train {

namespace {

/// With the value that counts where the option is left out.
std::string whatWithDefault(const RunOption& option) {
    std::string standard;
    for (const std::string& text : option.write(RunConfig())) standard.append(standard.empty() ? "" : " ").append(text);
    return option.needed || option.value.empty() || standard.empty() ? option.what
                                                                     : option.what + " (default: " + standard + ")";
}

}  // namespace

void RunOptions::addTo(CLI::App& verb, Need need) {
    const auto keep = [](const CLI::results_t&) { return true; };
    for (const RunOption& option : runOptions()) {
        const std::string names = option.alias.empty() ? option.name : option.name + "," + option.alias;
        const std::string what = need == Need::All ? whatWithDefault(option) : option.what;
        CLI::Option* added = nullptr;
        if (option.value.empty()) {
            added = verb.add_flag(names, what);
        } else {
            // How often an option may be there is for the options themselves to say.
            added = verb.add_option(names, keep, what)->type_name(option.value);
            added->take_all()->allow_extra_args(false);
        }
        added->required(option.needed && need == Need::All)->group(option.needed ? "What to train" : "How to train");
        m_options.push_back(added);
    }
}

GivenOptions RunOptions::given() const {
    GivenOptions given;
    for (std::size_t i = 0; i < m_options.size(); ++i)
        if (m_options[i]->count() > 0) given[runOptions()[i].name] = m_options[i]->results();
    return given;
}

}  // namespace basin::train
