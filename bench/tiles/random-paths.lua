-- wrk: asks for random lines of the file named after `--`, and tells what came of it in one line.
local paths = {}

function init(args)
  for line in io.lines(args[1]) do paths[#paths + 1] = line end
  math.randomseed(1)
end

function request()
  return wrk.format("GET", paths[math.random(#paths)])
end

function done(summary, latency)
  local errors = summary.errors
  local failed = errors.connect + errors.read + errors.write + errors.status + errors.timeout
  print(string.format("RESULT %d %d %d %d %d %d", summary.requests, summary.duration, failed, latency:percentile(50), latency:percentile(95), latency:percentile(99)))
end
