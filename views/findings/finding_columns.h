// How wide the columns of the findings are: rules and resources get what they need, up to a bound, buttons a fixed
// width, messages the rest. Rules and resources give way to messages that would otherwise be cut.
#pragma once

#include <QFontMetrics>
#include <array>

#include "findings/findings_model.h"

class QAbstractItemModel;

namespace nines {

class FindingColumns {
 public:
  // A button stands at the right end of its cell.
  struct Button {
    int width;
    int after;  // room on its right
  };
  static constexpr Button kFixButton{44, 6};
  static constexpr Button kWaiveButton{58, 8};

  // Looks at every row, which is not for each step of a resize.
  void measure(const QAbstractItemModel& rows, const QFontMetrics& font);
  // Pixels by column, all together `width`; not above 0 where there is no room.
  std::array<int, FindingsModel::kColumns> fit(int width) const;

 private:
  // Of the widest text, and of its longest part that is not broken.
  int m_rule = 0;
  int m_rulePart = 0;
  int m_message = 0;
  int m_resource = 0;
  int m_resourcePart = 0;
};

}  // namespace nines
