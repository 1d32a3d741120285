// What people see while they drag something over the canvas, a palette entry or cards: which containers may take it,
// which one will, why not, and what the drop would raise.
#pragma once

#include <QObject>
#include <functional>
#include <vector>

#include "canvas/tool.h"

namespace nines {

struct Drop {
  NodeIndex container = kNone;        // under the pointer
  std::vector<NodeIndex> containers;  // of everything that is dropped: what findings depend on
  bool changesContainer = true;       // else it is only moved about
  std::string refusal;
  Rect ghost;                  // where it would stand
  std::function<Edit()> edit;  // what the drop would submit; asked where it is not refused
};

class DropFeedback final : public QObject {
  Q_OBJECT

 public:
  // `allowed`: the containers that may take it.
  DropFeedback(ToolHost& host, std::vector<NodeIndex> allowed);
  ~DropFeedback() override;

  void show(const Drop& drop, QPoint global);
  // The pointer is not over the canvas.
  void hide();

 private:
  void showMarks(const Drop& drop);
  void showHint();
  std::vector<HintLine> linesFor(const Drop& drop) const;

  ToolHost& m_host;
  std::vector<NodeIndex> m_allowed;
  Drop m_drop;
  QPoint m_at;
  bool m_shown = false;
  bool m_asked = false;
  std::vector<NodeIndex> m_askedFor;
};

}  // namespace nines
