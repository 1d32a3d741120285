#include "canvas/empty_state.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include "painting/painter_backend.h"

namespace nines {

EmptyState::EmptyState(QWidget* parent) : QWidget(parent), m_text(new QLabel(this)) {
  m_text->setText(tr("Drag a Region here, or start from an example"));
  QFont font = m_text->font();
  font.setPixelSize(13);
  m_text->setFont(font);
  auto* open = new QPushButton(tr("Open example"), this);
  open->setObjectName(QStringLiteral("openExample"));
  open->setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
  connect(open, &QPushButton::clicked, this, &EmptyState::openExampleRequested);
  auto* layout = new QVBoxLayout(this);
  layout->setSpacing(12);
  layout->addWidget(m_text, 0, Qt::AlignHCenter);
  layout->addWidget(open, 0, Qt::AlignHCenter);
}

void EmptyState::setTheme(const Theme& theme) {
  QPalette colours = m_text->palette();
  colours.setColor(QPalette::WindowText, toQColor(theme.colour(Token::muted)));
  m_text->setPalette(colours);
}

}  // namespace nines
