#include "export_mime.h"

#include <QCoreApplication>
#include <QDir>
#include <QImage>
#include <QPointer>
#include <QTemporaryDir>
#include <QUrl>
#include <algorithm>

#include "canvas/clipboard.h"
#include "formats/file_name.h"
#include "theme/text.h"

namespace nines {

namespace {

constexpr char kFilesMime[] = "text/uri-list";
constexpr char kTextMime[] = "text/plain";
constexpr char kPdfMime[] = "application/pdf";
constexpr char kImageMime[] = "application/x-qt-image";

const ExportFormatRow& rowOf(ExportFormat format) {
  const auto rows = exportFormats();
  return *std::ranges::find(rows, format, &ExportFormatRow::format);
}

// Files that were dragged out may be read long after the drop: they stay until the program ends.
class DraggedFiles final : public QObject {
 public:
  static DraggedFiles& ofProgram() {
    static QPointer<DraggedFiles> files;
    if (!files) files = new DraggedFiles(QCoreApplication::instance());
    return *files;
  }

  // A folder for one file, so that none takes another's place. Empty where there is none.
  QString newFolder() {
    const QString name = QString::number(++m_count);
    return m_folder.isValid() && QDir(m_folder.path()).mkdir(name) ? m_folder.filePath(name) : QString();
  }
  QString problem() const { return m_folder.errorString(); }

 private:
  explicit DraggedFiles(QObject* parent) : QObject(parent) {}

  QTemporaryDir m_folder;
  int m_count = 0;
};

}  // namespace

QString fileNameFor(const QString& title) {
  const QString fallback = QCoreApplication::translate("nines::MainWindow", "Design");
  return toQString(fileNameOf(title.toStdString(), fallback.toStdString()));
}

QString temporaryExport(const Design& design, const ExportRequest& request, const QString& name, QString* why) {
  DraggedFiles& files = DraggedFiles::ofProgram();
  const QString folder = files.newFolder();
  if (folder.isEmpty()) {
    *why = files.problem();
    return {};
  }
  const QString ending = QString::fromUtf8(rowOf(request.format).ending.data());
  QString path = folder + QLatin1Char('/') + name + QLatin1Char('.') + ending;
  const Status written = writeExport(design, request, path.toStdString());
  if (written) return path;
  *why = toQString(written.error().text());
  return {};
}

ExportMimeData::ExportMimeData(std::shared_ptr<const Design> design, ExportRequest request, const QString& file)
    : m_design(std::move(design)), m_request(std::move(request)), m_file(file) {}

QStringList ExportMimeData::formats() const {
  QStringList out;
  if (!m_file.isEmpty()) out << QLatin1String(kFilesMime);
  if (m_request.format == ExportFormat::pdf) out << QLatin1String(kPdfMime);
  if (!rowOf(m_request.format).picture) return out << QLatin1String(kTextMime);
  // The one that was chosen comes first.
  const bool png = m_request.format == ExportFormat::png;
  out << QLatin1String(png ? kPngMime : kSvgMime) << QLatin1String(png ? kSvgMime : kPngMime);
  return out << QLatin1String(kImageMime);
}

QVariant ExportMimeData::bytesAs(ExportFormat format) const {
  ExportRequest request = m_request;
  request.format = format;
  const auto bytes = exportedBytes(*m_design, request);
  return bytes ? QVariant(QByteArray::fromStdString(*bytes)) : QVariant();
}

QVariant ExportMimeData::retrieveData(const QString& format, QMetaType) const {
  if (!formats().contains(format)) return {};
  if (format == QLatin1String(kFilesMime)) return QVariantList{QUrl::fromLocalFile(m_file)};
  if (format == QLatin1String(kSvgMime)) return bytesAs(ExportFormat::svg);
  if (format == QLatin1String(kPngMime)) return bytesAs(ExportFormat::png);
  if (format == QLatin1String(kImageMime)) return QImage::fromData(bytesAs(ExportFormat::png).toByteArray(), "PNG");
  const QVariant bytes = bytesAs(m_request.format);
  return format == QLatin1String(kTextMime) ? QVariant(QString::fromUtf8(bytes.toByteArray())) : bytes;
}

}  // namespace nines
