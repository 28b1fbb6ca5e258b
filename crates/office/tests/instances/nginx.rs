//! nginx as docs/deploy.md has it, before several instances.

use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::Duration;
use std::{env, fs, thread};
use tempfile::TempDir;

pub struct Nginx {
    server: Child,
    port: u16,
    _folder: TempDir,
}

impl Nginx {
    pub fn before(urls: &[String]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().display();
        // It takes no port 0; the one that is free now is free in a moment.
        let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
        let hosts = urls.iter().map(|url| url.trim_start_matches("http://"));
        let servers: Vec<String> =
            hosts.map(|host| format!("server {host} max_fails=1 fail_timeout=1s; ")).collect();
        let servers = servers.concat();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {place}/{name}; "))
            .concat();
        let conf = folder.path().join("nginx.conf");
        let text = format!(
            "daemon off; master_process off; pid {place}/pid; error_log {place}/error.log;
             events {{}}
             http {{ access_log off; {temporary}
               upstream office {{ {servers} }}
               server {{ listen 127.0.0.1:{port};
                 location /api/ {{ proxy_pass http://office; proxy_connect_timeout 2s; }} }} }}"
        );
        fs::write(&conf, text).unwrap();
        let program = env::var("HANDOVER_TEST_NGINX").expect("HANDOVER_TEST_NGINX says where nginx is");
        let server = Command::new(program)
            .args(["-p", folder.path().to_str().unwrap(), "-c", conf.to_str().unwrap()])
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            thread::sleep(Duration::from_millis(20));
        }
        Self { server, port, _folder: folder }
    }

    pub fn url(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }
}

impl Drop for Nginx {
    fn drop(&mut self) {
        self.server.kill().unwrap();
        self.server.wait().unwrap();
    }
}
