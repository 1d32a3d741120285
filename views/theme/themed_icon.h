// Icons that take their colour from the current theme whenever they are painted, so that a theme switch needs no
// reload.
#pragma once

#include <QIcon>
#include <QPainter>
#include <QRectF>

#include "drawing/theme.h"
#include "rules/finding.h"

namespace nines {

// An icon of resources/icons; grey where disabled. `size` is what it reports as its own.
QIcon themedIcon(const QString& name, Token token = Token::text, QSize size = QSize(18, 18));

// The signs of findings: a disc for errors, a triangle for warnings, a ring for information and for waived ones.
enum class Sign { error, warning, info, waived, ok };
Sign signOf(Severity severity);
void paintSign(QPainter& painter, const QRectF& area, Sign sign);
QIcon signIcon(Sign sign);

}  // namespace nines
