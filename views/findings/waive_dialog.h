// Asks why a finding is accepted, by whom and until when.
#pragma once

#include <QDialog>

class QCheckBox;
class QDateEdit;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;

namespace nines {

class WaiveDialog final : public QDialog {
  Q_OBJECT

 public:
  // `about` says what is waived.
  explicit WaiveDialog(const QString& about, QWidget* parent = nullptr);

  // Somebody waived the same before: the reason is there to be kept or changed, and `note` says what became of it.
  void startFrom(const QString& reason, const QString& note);

  QString reason() const;  // never empty once accepted
  QString author() const;
  QString until() const;  // ISO date; empty: no end

 private:
  void build(const QString& about);
  void updateAccept();

  QLabel* m_before = nullptr;
  QPlainTextEdit* m_reason = nullptr;
  QLineEdit* m_author = nullptr;
  QCheckBox* m_ends = nullptr;
  QDateEdit* m_until = nullptr;
  QPushButton* m_accept = nullptr;
};

}  // namespace nines
