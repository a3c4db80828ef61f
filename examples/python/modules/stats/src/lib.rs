//! Statistics of numbers: revision 3 of `PyApi`, and what a bridge lacks of it is done the long way.
#![forbid(unsafe_code)]

use py_api::module::{Args, Python, Raised, Result, Value};
use py_api::{Exception, Kind, Policy};

py_api::py_module! {
    "rolling_mean": "rolling_mean(values, window, key=None): means of so many neighbours; key(value) gives the number" => rolling_mean;
    "describe": "describe(values): a dict of count, mean, least and most" => describe;
    "tabulate": "tabulate(function, values, options={}): [function(value, **options), …]" => tabulate;
    "label": "label(data): the text of bytes, with U+FFFD for what is not UTF-8" => label;
    "add": "add(a, b): their sum" => add;
    "agreed": "agreed(): the revisions of PyApi that the bridge has, too" => agreed;
    "fail": "fail(): panics" => fail;
}

fn rolling_mean<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
    let parameters = [("values", false), ("window", false), ("key", true)];
    let [Some(values), Some(window), key] = args.bind(parameters)? else { unreachable!() };
    let numbers = match key.filter(|key| key.kind() != Kind::None) {
        Some(key) => values.items()?.map(|item| key.call(&[item?])?.to_float()).collect::<Result<'_, Vec<_>>>()?,
        None => values.to_floats().map_err(|cause| not_numbers(python, &cause))?,
    };
    let window = window.to_int()?;
    let wanted = usize::try_from(window).ok().filter(|window| (1..=numbers.len()).contains(window));
    let Some(wanted) = wanted else {
        let line = format!("window must be from 1 to {}, not {window}", numbers.len());
        return Err(python.error(Exception::Value, &line));
    };
    let means = numbers.windows(wanted).map(|window| python.float(window.iter().sum::<f64>() / wanted as f64));
    python.list(&means.collect::<Result<'_, Vec<_>>>()?)
}

/// Says what was asked for, and keeps what went wrong as its cause.
fn not_numbers<'py>(python: Python<'py>, cause: &Raised<'py>) -> Raised<'py> {
    python.error_from(Exception::Type, "values must be a sequence of numbers", cause)
}

fn describe<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
    let [values] = args.positional()?;
    let numbers = values.to_floats().map_err(|cause| not_numbers(python, &cause))?;
    if numbers.is_empty() {
        return Err(python.error(Exception::Value, "describe() needs at least one value"));
    }
    let out = python.dict()?;
    let set = |name: &str, value| out.set(&python.text(name)?, &value);
    set("count", python.int(numbers.len() as i64)?)?;
    set("mean", python.float(numbers.iter().sum::<f64>() / numbers.len() as f64)?)?;
    set("least", python.float(numbers.iter().copied().fold(f64::INFINITY, f64::min))?)?;
    set("most", python.float(numbers.iter().copied().fold(f64::NEG_INFINITY, f64::max))?)?;
    Ok(out)
}

fn tabulate<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
    let parameters = [("function", false), ("values", false), ("options", true)];
    let [Some(function), Some(values), options] = args.bind(parameters)? else { unreachable!() };
    let mut named = Vec::new();
    if let Some(options) = &options {
        for name in options.items()? {
            let name = name?;
            named.push((name.to_text()?, options.get(&name)?));
        }
    }
    let named: Vec<_> = named.iter().map(|(name, value)| (name.as_str(), value.clone())).collect();
    let out = python.list(&[])?;
    for item in values.items()? {
        out.append(&function.call_with(&[item?], &named)?)?;
    }
    Ok(out)
}

fn label<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
    let [data] = args.positional()?;
    python.decode(&data.to_bytes()?, Policy::Replace)
}

fn add<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
    let [a, b] = args.positional()?;
    match a.to_int()?.checked_add(b.to_int()?) {
        Some(sum) => python.int(sum),
        None => Err(python.error(Exception::Overflow, "the sum has more than 64 bits")),
    }
}

fn agreed<'py>(python: Python<'py>, args: &Args<'py>) -> Result<'py, Value<'py>> {
    let [] = args.positional()?;
    python.int(python.revisions() as i64)
}

fn fail<'py>(_: Python<'py>, _: &Args<'py>) -> Result<'py, Value<'py>> {
    panic!("as it was told to")
}
