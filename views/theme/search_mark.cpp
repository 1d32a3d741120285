#include "theme/search_mark.h"

#include <QLineEdit>

#include "theme/themed_icon.h"

namespace nines {

namespace {

constexpr QSize kIcon{15, 15};
constexpr int kTooFar = 5;  // px by which the toolkit keeps the text away from an icon that is as wide as a button's

}  // namespace

void addSearchMark(QLineEdit& field) {
  field.addAction(themedIcon(QStringLiteral("search"), Token::muted, kIcon), QLineEdit::LeadingPosition);
  QMargins margins = field.textMargins();
  if (field.isRightToLeft()) margins.setRight(margins.right() - kTooFar);
  else margins.setLeft(margins.left() - kTooFar);
  field.setTextMargins(margins);
}

}  // namespace nines
