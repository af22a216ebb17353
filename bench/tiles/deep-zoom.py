"""
The reference of the tiles benchmark that decodes as most do today: OpenSlide's own deep zoom generator behind the HTTP server of Python's
standard library, a process for each core. No login, no rights. usage: deep-zoom.py <slide> …; prints its address, serves
/<slide's number>/<level of the file>/<column>/<row> until it is told to stop.
"""
import io
import os
import signal
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import openslide
from openslide.deepzoom import DeepZoomGenerator

TILE_PX = 256
# As our own decoded tiles, so that both do the same work: full chroma (deepzoom_server.py, OpenSlide's example, takes 75 and half of it).
ENCODING = {'quality': 90, 'subsampling': 0}


class Handler(BaseHTTPRequestHandler):
    protocol_version = 'HTTP/1.1'
    # One packet an answer: headers and picture apart would wait for each other's acknowledgement.
    wbufsize = -1
    disable_nagle_algorithm = True

    def do_GET(self):
        slide, level, column, row = (int(part) for part in self.path.split('/')[1:])
        zoom = zooms[slide]
        picture = zoom.get_tile(zoom.level_count - 1 - level, (column, row))
        encoded = io.BytesIO()
        picture.save(encoded, 'jpeg', **ENCODING)
        self.send_response(200)
        self.send_header('Content-Type', 'image/jpeg')
        self.send_header('Content-Length', str(encoded.tell()))
        self.end_headers()
        self.wfile.write(encoded.getvalue())
        self.wfile.flush()

    def log_message(self, *_):
        pass


server = ThreadingHTTPServer(('127.0.0.1', 0), Handler)
server.daemon_threads = True
# The load ends by hanging up.
server.handle_error = lambda *_: None
children = []
is_first = True
for _ in range((os.cpu_count() or 1) - 1):
    pid = os.fork()
    if pid == 0:
        children, is_first = [], False
        break
    children.append(pid)


def stop(*_):
    for child in children:
        os.kill(child, signal.SIGTERM)
    os._exit(0)


signal.signal(signal.SIGTERM, stop)
# Opened by each process for itself.
zooms = [DeepZoomGenerator(openslide.OpenSlide(path), TILE_PX, 0) for path in sys.argv[1:]]
if is_first:
    print('http://127.0.0.1:%d' % server.server_address[1], flush=True)
server.serve_forever()
