#include "kept_clipboard.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMimeData>

#include "canvas/clipboard.h"
#include "export_mime.h"

namespace nines {

void keepClipboard() {
  QClipboard* clipboard = QGuiApplication::clipboard();
  const QMimeData* held = clipboard->mimeData();  // that of other programs is none of these
  const bool drawnWhenAsked = qobject_cast<const DesignMimeData*>(held) || qobject_cast<const PictureMimeData*>(held) ||
                              qobject_cast<const ExportMimeData*>(held);
  if (!drawnWhenAsked) return;
  auto* kept = new QMimeData;
  for (const QString& format : held->formats()) {
    if (format == QLatin1String("application/x-qt-image")) kept->setImageData(held->imageData());
    else kept->setData(format, held->data(format));
  }
  clipboard->setMimeData(kept);
}

}  // namespace nines
