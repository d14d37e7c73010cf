# .\make.ps1 TASK (as `make TASK` elsewhere): every task stands in make.py.
# Where scripts are not allowed to run: py make.py TASK
$python = if (Get-Command py -ErrorAction SilentlyContinue) { "py" } else { "python" }
& $python "$PSScriptRoot\make.py" @args
exit $LASTEXITCODE
