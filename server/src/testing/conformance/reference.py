"""Other people's readers, asked for the same pixels. One request a line on the standard input; a line of JSON and then so many bytes back."""
import json
import sys

slides = {}


def openslide_of(path):
    import openslide
    if path not in slides:
        slides[path] = openslide.OpenSlide(path)
    return slides[path]


def open_by_openslide(request):
    slide = openslide_of(request["path"])
    number = lambda key: float(slide.properties[key]) if key in slide.properties else None
    return {
        "sizes": [list(size) for size in slide.level_dimensions],
        "downsamples": list(slide.level_downsamples),
        "mpp": [number("openslide.mpp-x"), number("openslide.mpp-y")],
        "power": number("openslide.objective-power"),
    }, b""


def region(request):
    from PIL import Image
    slide = openslide_of(request["path"])
    size = (request["widthPx"], request["heightPx"])
    page = Image.new("RGBA", size, "white")
    page.alpha_composite(slide.read_region((request["x"], request["y"]), request["level"], size))
    return {}, page.convert("RGB").tobytes()


def dicom_of(path):
    import pydicom
    if path not in slides:
        slides[path] = pydicom.dcmread(path)
    return slides[path]


def open_by_pydicom(request):
    d = dicom_of(request["path"])
    measures = d.SharedFunctionalGroupsSequence[0].PixelMeasuresSequence[0].PixelSpacing
    return {
        "size": [int(d.TotalPixelMatrixColumns), int(d.TotalPixelMatrixRows)],
        "tile": [int(d.Columns), int(d.Rows)],
        "mpp": [float(measures[1]) * 1000, float(measures[0]) * 1000],
        "frames": int(d.get("NumberOfFrames", 1)),
    }, b""


def frame(request):
    from pydicom.encaps import generate_pixel_data_frame
    d = dicom_of(request["path"])
    key = request["path"] + " frames"
    if key not in slides:
        slides[key] = list(generate_pixel_data_frame(d.PixelData, int(d.get("NumberOfFrames", 1))))
    return {}, slides[key][request["index"]]


def crop(request):
    from PIL import Image
    picture = Image.open(request["path"])
    picture.seek(request["page"])
    x, y = request["x"], request["y"]
    return {}, picture.convert("RGB").crop((x, y, x + request["widthPx"], y + request["heightPx"])).tobytes()


def page(request):
    from PIL import Image
    Image.MAX_IMAGE_PIXELS = None
    picture = Image.open(request["path"])
    picture.seek(request.get("page", 0))
    grey = picture.mode in ("L", "I;16", "I;16B", "I")
    picture = picture if grey else picture.convert("RGB")
    return {"size": list(picture.size), "mode": picture.mode}, picture.tobytes()


ANSWERS = {"openslide": open_by_openslide, "region": region, "pydicom": open_by_pydicom, "frame": frame, "crop": crop, "page": page}

for line in sys.stdin:
    request = json.loads(line)
    try:
        facts, body = ANSWERS[request["op"]](request)
    except Exception as error:  # any refusal is an answer
        facts, body = {"error": type(error).__name__}, b""
    sys.stdout.buffer.write((json.dumps({**facts, "bytes": len(body)}) + "\n").encode())
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()
