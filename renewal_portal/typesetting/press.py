"""The press: ``python -I press.py FOLDER NAME`` reads the data of one paper as JSON and writes its PDF.

A process of its own for every paper: the compiler keeps what it has set for later runs, hundreds of megabytes after
some hundred letters, and the letters' codes with it. Both are gone with the process. No environment is given to it:
the portal's secrets stand there.
"""

import sys

import pylopdf_fonts_zh_cn
import typst


def main(folder: str, name: str) -> int:
    data = sys.stdin.buffer.read().decode()
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(pylopdf_fonts_zh_cn.sans_path().parent)])
    try:
        pdf, warnings = typst.compile_with_warnings(
            f"{folder}/{name}.typ",
            root=folder,
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"data": data},
            pdf_standards=["ua-1"],
        )
    except typst.TypstError as error:
        return refuse(error.message)
    if warnings:
        return refuse("; ".join(warning.message for warning in warnings))
    sys.stdout.buffer.write(pdf)
    return 0


def refuse(why: str) -> int:
    sys.stderr.write(why)
    return 1


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
