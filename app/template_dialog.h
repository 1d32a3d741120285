// Chooses one of the shipped examples to begin with, by its picture.
#pragma once

#include <QDialog>

#include "drawing/theme.h"

class QListWidget;

namespace nines {

class TemplateDialog final : public QDialog {
  Q_OBJECT

 public:
  TemplateDialog(const Theme& theme, QWidget* parent);

  // The resource's path, for Windows::openExample.
  QString chosen() const;

 private:
  void addExamples(const Theme& theme);

  QListWidget* m_list;
};

}  // namespace nines
