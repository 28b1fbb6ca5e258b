//! Just enough HTTP to ask head office whether it is up.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, SocketAddr, TcpStream};
use std::time::Duration;

const TIME_OUT: Duration = Duration::from_secs(2);

/// Whether `GET /healthz` answers 200.
pub fn is_healthy(port: u16) -> bool {
    ask(port).is_ok_and(|status| status.starts_with("HTTP/1.1 200"))
}

fn ask(port: u16) -> std::io::Result<String> {
    let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
    let mut stream = TcpStream::connect_timeout(&address, TIME_OUT)?;
    stream.set_read_timeout(Some(TIME_OUT))?;
    stream.set_write_timeout(Some(TIME_OUT))?;
    // In one piece: whoever answered its beginning and closed would reset the connection by the rest.
    let request = format!("GET /healthz HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nConnection: close\r\n\r\n");
    stream.write_all(request.as_bytes())?;
    let mut start = [0; 12];
    stream.read_exact(&mut start)?;
    Ok(String::from_utf8_lossy(&start).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::net::TcpListener;
    use std::thread;

    fn answering(reply: &'static str) -> u16 {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = listener.local_addr().unwrap().port();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            // The request is read first: closing with unread bytes would reset the connection.
            let mut request = [0; 512];
            let _ = stream.read(&mut request).unwrap();
            stream.write_all(reply.as_bytes()).unwrap();
        });
        port
    }

    #[test]
    fn only_200_is_healthy() {
        assert!(is_healthy(answering("HTTP/1.1 200 OK\r\n\r\n")));
        assert!(!is_healthy(answering("HTTP/1.1 503 Not yet\r\n\r\n")));
        assert!(!is_healthy(answering("no")));
    }
}
