// Asks why a finding is accepted, by whom and until when.
#pragma once

#include <QDialog>

class QCheckBox;
class QDateEdit;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace nines {

class WaiveDialog final : public QDialog {
  Q_OBJECT

 public:
  // `about` says what is waived.
  explicit WaiveDialog(const QString& about, QWidget* parent = nullptr);

  QString reason() const;  // never empty once accepted
  QString author() const;
  QString until() const;  // ISO date; empty: no end

 private:
  void build(const QString& about);
  void updateAccept();

  QPlainTextEdit* m_reason = nullptr;
  QLineEdit* m_author = nullptr;
  QCheckBox* m_ends = nullptr;
  QDateEdit* m_until = nullptr;
  QPushButton* m_accept = nullptr;
};

}  // namespace nines
