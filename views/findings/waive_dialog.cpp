#include "findings/waive_dialog.h"

#include <QCalendarWidget>
#include <QCheckBox>
#include <QDateEdit>
#include <QDialogButtonBox>
#include <QDir>
#include <QFormLayout>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QShortcut>

#include "theme/calendar.h"
#include "theme/metrics.h"
#include "theme/muted_label.h"

namespace nines {

namespace {

QString userName() {
  for (const char* variable : {"USER", "USERNAME"}) {
    if (const QString name = qEnvironmentVariable(variable); !name.isEmpty()) return name;
  }
  return QDir::home().dirName();
}

}  // namespace

WaiveDialog::WaiveDialog(const QString& about, QWidget* parent) : QDialog(parent) {
  setWindowTitle(tr("Waive"));
  build(about);
  connect(m_reason, &QPlainTextEdit::textChanged, this, &WaiveDialog::updateAccept);
  connect(m_ends, &QCheckBox::toggled, m_until, &QWidget::setEnabled);
  updateAccept();
  resize(420, sizeHint().height());
}

void WaiveDialog::build(const QString& about) {
  auto* layout = new QFormLayout(this);
  layout->setContentsMargins(16, 16, 16, 16);
  layout->setVerticalSpacing(10);
  layout->setHorizontalSpacing(12);
  auto* what = new QLabel(about, this);
  what->setTextFormat(Qt::PlainText);
  what->setWordWrap(true);
  layout->addRow(what);
  m_before = new MutedLabel(this);
  m_before->setTextFormat(Qt::PlainText);
  m_before->setWordWrap(true);
  m_before->hide();
  layout->addRow(m_before);
  m_reason = new QPlainTextEdit(this);
  m_reason->setPlaceholderText(tr("Why this is acceptable here"));
  m_reason->setTabChangesFocus(true);
  m_reason->setFixedHeight(72);
  m_reason->setAccessibleName(tr("Reason"));
  layout->addRow(tr("&Reason"), m_reason);
  m_author = new QLineEdit(userName(), this);
  m_author->setFixedHeight(metrics::kField);
  m_author->setAccessibleName(tr("By"));
  connect(m_author, &QLineEdit::textChanged, this, &WaiveDialog::updateAccept);
  layout->addRow(tr("&By"), m_author);
  m_ends = new QCheckBox(tr("&Until"), this);
  m_until = new QDateEdit(QDate::currentDate().addMonths(3), this);
  m_until->setCalendarPopup(true);
  dress(*m_until->calendarWidget());
  m_until->setMinimumDate(QDate::currentDate());
  m_until->setEnabled(false);
  m_until->setAccessibleName(tr("Last day of the waiver"));
  auto* end = new QHBoxLayout;
  end->addWidget(m_ends);
  end->addWidget(m_until, 1);
  layout->addRow(QString(), end);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, this);
  m_accept = buttons->addButton(tr("Waive"), QDialogButtonBox::AcceptRole);
  m_accept->setDefault(true);
  connect(buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
  connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
  layout->addRow(buttons);
  // Enter begins another line of the reason.
  for (const int key : {Qt::Key_Return, Qt::Key_Enter}) {
    auto* done = new QShortcut(QKeySequence(Qt::CTRL | key), this);
    connect(done, &QShortcut::activated, this, [this] { m_accept->click(); });
  }
  m_accept->setToolTip(tr("Ctrl+Enter in the reason"));
}

void WaiveDialog::startFrom(const QString& reason, const QString& note) {
  m_reason->setPlainText(reason);
  m_reason->selectAll();
  m_before->setText(note);
  m_before->setVisible(!note.isEmpty());
  resize(width(), sizeHint().height());
}

void WaiveDialog::updateAccept() { m_accept->setEnabled(!reason().isEmpty() && !author().isEmpty()); }

QString WaiveDialog::reason() const { return m_reason->toPlainText().simplified(); }

QString WaiveDialog::author() const { return m_author->text().simplified(); }

QString WaiveDialog::until() const { return m_ends->isChecked() ? m_until->date().toString(Qt::ISODate) : QString(); }

}  // namespace nines
