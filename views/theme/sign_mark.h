// A sign of findings as a widget: for what stands beside a text that says the same in words.
#pragma once

#include <QWidget>
#include <optional>

#include "theme/themed_icon.h"

namespace nines {

class SignMark final : public QWidget {
  Q_OBJECT

 public:
  explicit SignMark(QWidget* parent = nullptr);

  std::optional<Sign> sign() const { return m_sign; }
  // None: it takes no room.
  void setSign(std::optional<Sign> sign);

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  std::optional<Sign> m_sign;
};

}  // namespace nines
