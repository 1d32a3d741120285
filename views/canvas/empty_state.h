// What a canvas without any node says.
#pragma once

#include <QWidget>

#include "drawing/theme.h"

class QLabel;

namespace nines {

class EmptyState final : public QWidget {
  Q_OBJECT

 public:
  explicit EmptyState(QWidget* parent);
  void setTheme(const Theme& theme);

 signals:
  void openExampleRequested();
  void newFromTemplateRequested();

 private:
  QLabel* m_text;
};

}  // namespace nines
