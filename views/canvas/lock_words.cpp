#include "canvas/lock_words.h"

#include <QCoreApplication>
#include <QKeySequence>

#include "theme/text.h"

namespace nines {

namespace {

QString tr(const char* text) { return QCoreApplication::translate("Canvas", text); }

QString keys() { return QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L).toString(QKeySequence::NativeText); }

}  // namespace

QString lockedText(const Design& design, std::span<const NodeIndex> nodes) {
  if (nodes.size() == 1) {
    return tr("%1 is locked. %2 unlocks it.").arg(toQString(titleOf(design, nodes.front())), keys());
  }
  return tr("What is selected is locked. %1 unlocks it.").arg(keys());
}

QString stayingText(const Design& design, std::span<const NodeIndex> nodes) {
  if (nodes.empty()) return {};
  if (nodes.size() == 1) return tr("%1 is locked and stays.").arg(toQString(titleOf(design, nodes.front())));
  return tr("%1 locked resources stay.").arg(nodes.size());
}

}  // namespace nines
