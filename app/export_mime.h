// What an export is for other programs that it is dragged or copied into: a file, and the picture or text itself.
#pragma once

#include <QMimeData>
#include <memory>

#include "export.h"

namespace nines {

// A name for a file that people recognize and every system takes: the design's, without what has a meaning in paths.
QString fileNameFor(const QString& title);

// A file of this name in a folder of this program's own, which goes with it at its end. Empty, with the reason in
// `why`, where it could not be written.
QString temporaryExport(const Design& design, const ExportRequest& request, const QString& name, QString* why);

// Made when somebody asks for it; of a picture always as SVG and as PNG, since programs take one or the other.
class ExportMimeData final : public QMimeData {
  Q_OBJECT

 public:
  // `file`: an export that is there already, may be empty.
  ExportMimeData(std::shared_ptr<const Design> design, ExportRequest request, const QString& file);

  QStringList formats() const override;

 protected:
  QVariant retrieveData(const QString& format, QMetaType type) const override;

 private:
  QVariant bytesAs(ExportFormat format) const;

  std::shared_ptr<const Design> m_design;
  ExportRequest m_request;
  QString m_file;
};

}  // namespace nines
