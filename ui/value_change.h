// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QUndoCommand>

#include <functional>
#include <utility>

namespace basin {

/// One step of undo: a value before and after a change, and how it is shown again. Neighbours of the same kind (other than
/// -1) become one step, which goes away when it leads back to where it began.
template <class Value>
class ValueChange : public QUndoCommand {
public:
    using Show = std::function<void(const Value&)>;

    /// `what` names the step for the Edit menu. `show` must stay callable as long as the stack lives.
    ValueChange(Value before, Value after, Show show, const QString& what, int kind = -1)
        : QUndoCommand(what),
          m_before(std::move(before)),
          m_after(std::move(after)),
          m_show(std::move(show)),
          m_kind(kind) {}

    void undo() override { m_show(m_before); }
    void redo() override { m_show(m_after); }
    int id() const override { return m_kind; }
    bool mergeWith(const QUndoCommand* other) override {
        m_after = static_cast<const ValueChange*>(other)->m_after;
        setObsolete(m_after == m_before);
        return true;
    }

private:
    Value m_before, m_after;
    Show m_show;
    int m_kind;
};

}  // namespace basin
