// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <utility>
#include <variant>

namespace basin {

/// Bad input, in one sentence that says what is wrong, where, and what to do.
struct Error {
    std::string message;
    /// The field, file line or column that is wrong ("step_size", "line 3"); empty if the message says it.
    std::string where;
};

/// A value, or the error that stands in its place.
template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_content(std::move(value)) {}
    Result(Error error) : m_content(std::move(error)) {}

    explicit operator bool() const { return std::holds_alternative<T>(m_content); }
    const T& operator*() const& { return std::get<T>(m_content); }
    T&& operator*() && { return std::get<T>(std::move(m_content)); }
    const T* operator->() const { return &std::get<T>(m_content); }
    const Error& error() const { return std::get<Error>(m_content); }

private:
    std::variant<T, Error> m_content;
};

}  // namespace basin
