"""
Kernels that start at once: copies of a process that has imported the slow packages already.

A kernel of its own takes each chapter three seconds of processor time before the first cell, most
of it for imports that are the same in every chapter. Where processes cannot be copied (Windows),
kernels start as they always do.
"""

import multiprocessing
import os
from functools import cache

from jupyter_client import AsyncKernelManager

# The book's own package is not among them: each kernel reads it as it is now.
PRELOADED = [
    "ipykernel.kernelapp",
    "ipywidgets",
    "matplotlib.backends.backend_agg",
    "matplotlib.backends.backend_svg",
    "matplotlib.figure",
    "numpy",
    "pandas",
    "scipy.stats",
]


@cache
def warm_process():
    """Where kernels are copied from; None if processes cannot be copied here."""
    if "forkserver" not in multiprocessing.get_all_start_methods():
        return None
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(PRELOADED)
    return context


def serve(arguments, folder, environment):
    """Be a kernel, in the copied process."""
    from ipykernel.kernelapp import IPKernelApp

    os.chdir(folder)
    os.environ.update(environment)
    # read from the environment when the module was imported, before there was this process
    IPKernelApp.launch_instance([*arguments, f"--IPKernelApp.parent_handle={os.getppid()}"])
    os._exit(0)


class Copied:
    """A copied process with those methods of a Popen that jupyter_client asks for."""

    stdin = stdout = stderr = None

    def __init__(self, process):
        self.process = process
        self.pid = process.pid
        self.send_signal = lambda signal: os.kill(self.pid, signal)
        self.kill, self.terminate = process.kill, process.terminate

    def poll(self):
        """Exit code, or None while the process runs."""
        return self.process.exitcode

    def wait(self, timeout=None):
        """Wait for the end; return the exit code."""
        self.process.join(timeout)
        return self.process.exitcode


class WarmKernelManager(AsyncKernelManager):
    """Starts a kernel as a copy of the warm process."""

    async def _async_launch_kernel(self, kernel_cmd, **options):
        context = warm_process()
        if context is None:
            await super()._async_launch_kernel(kernel_cmd, **options)
            return
        # python -m ipykernel_launcher ARGUMENTS
        arguments = kernel_cmd[kernel_cmd.index("ipykernel_launcher") + 1 :]
        changed = {
            name: value
            for name, value in (options.get("env") or {}).items()
            if os.environ.get(name) != value
        }
        process = context.Process(
            target=serve, args=(arguments, options.get("cwd") or os.getcwd(), changed)
        )
        process.start()
        self.provisioner.process = Copied(process)
        self.provisioner.pid = process.pid
        self._reconcile_connection_info(self.provisioner.connection_info)
