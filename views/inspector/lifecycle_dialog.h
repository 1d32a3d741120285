// Rules that move objects to another storage class or expire them: one line each.
#pragma once

#include <QDialog>
#include <vector>

#include "catalogue/catalogue.h"

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QScrollArea;
class QVBoxLayout;

namespace nines {

class LifecycleDialog final : public QDialog {
  Q_OBJECT

 public:
  LifecycleDialog(const PropertySchema& schema, const Value::Array& rules, QWidget* parent);

  // What the lines say; keys of a newer program survive.
  Value::Array rules() const;

 private:
  struct Line {
    QWidget* row = nullptr;
    QComboBox* storageClass = nullptr;
    QLineEdit* days = nullptr;
    QCheckBox* noncurrent = nullptr;
    Value::Object extra;
  };

  void addLine(const Value::Object& rule);
  void removeLine(const QWidget* row);
  void validate();
  void makeRoom();

  const PropertySchema& m_schema;
  std::vector<Line> m_lines;
  QScrollArea* m_scroll = nullptr;
  QVBoxLayout* m_rows = nullptr;
  QLabel* m_none = nullptr;
  QPushButton* m_accept = nullptr;
};

}  // namespace nines
