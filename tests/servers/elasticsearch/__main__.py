"""Run a command with a server: see the package."""

import argparse
import os
import subprocess
import sys

from tests.servers import elasticsearch

parser = argparse.ArgumentParser(prog="python -m tests.servers.elasticsearch")
parser.add_argument("--nodes", type=int, choices=(1, 3), default=1)
parser.add_argument("--heap", default=elasticsearch.HEAP, help="of each node, for many documents")
parser.add_argument("command", nargs=argparse.REMAINDER)
arguments = parser.parse_args()
with elasticsearch.named_or_new(arguments.nodes, heap=arguments.heap) as url:
    variables = os.environ | {"ELASTICSEARCH_URL": url}
    status = subprocess.run(arguments.command, env=variables).returncode
sys.exit(status)
